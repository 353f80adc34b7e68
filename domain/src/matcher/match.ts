import type { Score } from '../validation.ts';
import { type Checked, check } from './check-condition.ts';
import type { Criteria } from './condition.ts';
import type { Profile } from './profile.ts';

/** Characters of a reason, whoever gives it. */
export const VALIDATION_REASON_CHARS = 500;

/** A score with its reason, or why the rules cannot give one. */
export type Match =
  | { readonly kind: 'scored'; readonly score: Score; readonly reason: string }
  | { readonly kind: 'failed'; readonly detail: string };

/**
 * How well a profile fits criteria, by rules alone: all conditions met is 3, most 2, some 1, none 0; what is ruled
 * out and there after all is 0. What was not understood, or is not known to be absent, leaves at most 2. Where nothing can be judged it says so instead of making a score up.
 */
export function match({ conditions, unread }: Criteria, profile: Profile): Match {
  if (conditions.length === 0)
    return failed(
      'No rule can read the criteria. Name topics, platforms, countries, followers or engagement, or set up a model.',
    );
  const platforms = conditions.flatMap((one) =>
    one.kind === 'platform' && !one.isNegated ? one.any : [],
  );
  const checked = conditions.map((condition) => check(condition, profile, platforms));
  const ruledOut = checked.filter((one) => isNegated(one) && one.result === 'unmet');
  if (ruledOut.length > 0) return scored(0, [`Ruled out: ${listed(ruledOut)}.`]);

  const asked = checked.filter((one) => !isNegated(one));
  const judged = asked.length > 0 ? asked : checked;
  const met = judged.filter(({ result }) => result === 'met');
  const unmet = judged.filter(({ result }) => result === 'unmet');
  const unknown = checked.filter(({ result }) => result === 'unknown');
  if (met.length + unmet.length === 0)
    return failed(`The profile does not say enough: ${listed(unknown)}.`);
  const isSure = unread.length === 0 && unknown.length === 0;
  const reasons = [
    met.length > 0 ? `Matches ${listed(met)}.` : 'Matches nothing that is asked for.',
    ...(unmet.length > 0 ? [`Does not match ${listed(unmet)}.`] : []),
    ...(unknown.length > 0 ? [`Not known: ${listed(unknown)}.`] : []),
  ];
  return scored(scoreOf(met.length, judged.length, isSure), reasons, unread);
}

function scoreOf(met: number, all: number, isSure: boolean): Score {
  if (met === all) return isSure ? 3 : 2;
  if (met > all / 2) return 2;
  return met > 0 ? 1 : 0;
}

function isNegated({ condition }: Checked): boolean {
  return 'isNegated' in condition && condition.isNegated;
}

function listed(all: readonly Checked[]): string {
  return all.map(({ words }) => words).join('; ');
}

/** Characters of a reason that are for what was not understood, however much else there is to say. */
const UNREAD_CHARS = 160;

function scored(score: Score, sentences: readonly string[], unread: readonly string[] = []): Match {
  const left =
    unread.length > 0
      ? ` ${shortened(`Not judged by rules: ${unread.join(', ')}.`, UNREAD_CHARS)}`
      : '';
  const room = VALIDATION_REASON_CHARS - left.length;
  return { kind: 'scored', score, reason: `${shortened(sentences.join(' '), room)}${left}` };
}

function failed(detail: string): Match {
  return { kind: 'failed', detail: shortened(detail) };
}

/** At most as long as a reason may be, never cut inside a character. */
export function shortened(text: string, chars = VALIDATION_REASON_CHARS): string {
  if (text.length <= chars) return text;
  const cut = text.slice(0, chars - 1);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
