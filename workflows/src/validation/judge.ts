import { match } from '@parley/domain/matcher/match';
import type { Profile } from '@parley/domain/matcher/profile';
import { readCriteria } from '@parley/domain/matcher/read-criteria';
import type { Score } from '@parley/domain/validation';

/** What is said about one creator: a score with its reason, or why there is none. */
export type Verdict =
  | { readonly kind: 'scored'; readonly score: Score; readonly reason: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** Whether the run still wants answers: `no` aborts as soon as that is seen, `isSo` asks now. */
export interface Wanted {
  readonly no: AbortSignal;
  readonly isSo: () => Promise<boolean>;
}

/**
 * Judges profiles by one validator's criteria. Throws ModelUnusable where no profile can be judged, or an abort. Null: the
 * run was paused or cancelled before there was an answer; what is under way is finished, nothing further is asked.
 */
export interface Judge {
  readonly model: string | null;
  /** Profiles judged at once. */
  readonly atOnce: number;
  readonly judge: (
    profile: Profile,
    signal: AbortSignal,
    wanted: Wanted,
  ) => Promise<Verdict | null>;
}

/** The model's server refuses us altogether: asking about further creators is no use. The message is for people. */
export class ModelUnusable extends Error {}

/** The embedded rules: no model, no network. */
export function ruleJudge(criteria: string): Judge {
  const read = readCriteria(criteria);
  return { model: null, atOnce: 1, judge: async (profile) => match(read, profile) };
}
