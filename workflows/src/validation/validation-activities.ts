import type { RunCommand, RunState } from '@parley/domain/validator-view';

/** Which run; the whole input of the workflow, and of its activities. */
export interface RunId {
  readonly runId: string;
}

/** Where a run stands, for the workflow and for who watches it. */
export interface RunStep {
  /** `gone`: the run was deleted with its validator. */
  readonly state: RunState | 'gone';
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly pending: number;
  /** Nothing was done, because other runs take all places of the worker: ask again after so long. */
  readonly waitMs: number;
}

/** What the workflow asks of the world. All are safe to repeat. */
export interface ValidationActivities {
  /** Does what a person asked of the run; nothing where that was done already or is no longer possible. */
  steerRun(run: RunId & { readonly command: RunCommand }): Promise<void>;
  /** Judges the next creators that are pending, each at most once stored; answers where the run stands then. */
  validateChunk(run: RunId): Promise<RunStep>;
}
