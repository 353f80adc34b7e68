import { SCORE_LABELS, SCORES } from '@parley/domain/validation';
import type { ScoreCounts } from '@parley/domain/validator-view';

export interface ScorePart {
  readonly score: 0 | 1 | 2 | 3;
  readonly label: string;
  readonly count: number;
  /** Of the whole, for the width of a bar. */
  readonly percent: number;
}

/** The parts of a distribution, strongest first, without those nobody got. */
export function scoreParts(counts: ScoreCounts): ScorePart[] {
  const total = counts[0] + counts[1] + counts[2] + counts[3];
  return SCORES.toReversed()
    .map((score) => ({
      score,
      label: SCORE_LABELS[score],
      count: counts[score],
      percent: total === 0 ? 0 : (counts[score] / total) * 100,
    }))
    .filter(({ count }) => count > 0);
}

/** A distribution in words, as "12 Strong match, 3 No match". */
export function scoresInWords(counts: ScoreCounts): string {
  const parts = scoreParts(counts).map(({ label, count }) => `${count} ${label}`);
  return parts.length === 0 ? 'No results' : parts.join(', ');
}
