import type { ActorView, Named } from './view.ts';

/* What the API answers of validators and their runs. */

export const RUN_STATES = [
  'running',
  'paused',
  'cancelling',
  'completed',
  'cancelled',
  'failed',
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_OUTCOMES = ['pending', 'scored', 'failed', 'cancelled'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** What people ask of a run that exists; `retry` takes the failures up again. */
export const RUN_COMMANDS = ['pause', 'resume', 'cancel', 'retry'] as const;
export type RunCommand = (typeof RUN_COMMANDS)[number];

/** How many creators got each score. */
export interface ScoreCounts {
  readonly 0: number;
  readonly 1: number;
  readonly 2: number;
  readonly 3: number;
}

/** One run of a validator. total = done + failed + cancelled + pending; `done` got a score. */
export interface ValidationRunView {
  readonly id: string;
  readonly validator: Named;
  readonly state: RunState;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly pending: number;
  readonly scores: ScoreCounts;
  /** Creators per minute: of the last minute while it runs, of the whole afterwards. */
  readonly ratePerMinute: number;
  /** The model that judges; null: the embedded rules. */
  readonly model: string | null;
  /** Why the whole run failed, in words. */
  readonly detail: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly by: ActorView;
}

/** What became of one creator of a run: a score with its reason, or the detail of why there is none. */
export interface ValidationItemView {
  readonly creator: Named;
  readonly outcome: RunOutcome;
  readonly score: 0 | 1 | 2 | 3 | null;
  readonly label: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly at: string | null;
}

/** A validator with what it found: the latest result per creator, and its latest run. */
export interface ValidatorView extends Named {
  readonly criteria: string;
  /** Moves on when the criteria change: results of an earlier one are out of date. */
  readonly version: number;
  readonly results: ScoreCounts & { readonly total: number; readonly outdated: number };
  readonly lastRun: ValidationRunView | null;
  readonly createdBy: Named | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a run would do, before it is confirmed. */
export interface RunEstimate {
  readonly total: number;
  /** Of these, how many have a result for the present criteria and profile. */
  readonly alreadyCurrent: number;
  readonly toRun: number;
  /** Null: the embedded rules, which cost nothing. */
  readonly model: string | null;
  readonly estimatedSeconds: number;
  readonly estimatedTokens: number;
}
