import { match } from '@parley/domain/matcher/match';
import type { Profile } from '@parley/domain/matcher/profile';
import { readCriteria } from '@parley/domain/matcher/read-criteria';
import type { Score } from '@parley/domain/validation';

/** What is said about one creator: a score with its reason, or why there is none. */
export type Verdict =
  | { readonly kind: 'scored'; readonly score: Score; readonly reason: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** Judges profiles by one validator's criteria. Throws ModelUnusable where no profile can be judged, or an abort. */
export interface Judge {
  readonly model: string | null;
  /** Profiles judged at once. */
  readonly atOnce: number;
  readonly judge: (profile: Profile, signal: AbortSignal) => Promise<Verdict>;
}

/** The model's server refuses us altogether: asking about further creators is no use. The message is for people. */
export class ModelUnusable extends Error {}

/** The embedded rules: no model, no network. */
export function ruleJudge(criteria: string): Judge {
  const read = readCriteria(criteria);
  return { model: null, atOnce: 1, judge: async (profile) => match(read, profile) };
}
