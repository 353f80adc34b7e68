import type { ValidationResult } from './view.ts';

/** What a score says, by its number. Source: the outside contract and DESIGN.md, section 1. */
export const SCORE_LABELS = ['No match', 'Partial match', 'Good match', 'Strong match'] as const;
export const SCORES = [0, 1, 2, 3] as const;
export type Score = (typeof SCORES)[number];

/** Characters of a validator's name. */
export const VALIDATOR_NAME_CHARS = 40;
/** Characters of its criteria. */
export const VALIDATOR_CRITERIA_CHARS = 10_000;

/**
 * Which of a creator's results a badge shows: the chosen validator's, or, where none is chosen, the newest. The
 * database's function shown_score says the same in SQL.
 */
export function shownValidation(
  results: readonly ValidationResult[],
  validatorId: string | null,
): ValidationResult | null {
  if (validatorId !== null) return results.find((one) => one.validatorId === validatorId) ?? null;
  const [newest] = [...results].sort((a, b) =>
    a.at === b.at ? (a.validatorId < b.validatorId ? -1 : 1) : a.at < b.at ? 1 : -1,
  );
  return newest ?? null;
}
