import type { BatchOutcome, BatchState, StoredBatchChange } from './batch.schema.ts';
import type { ActorView, Money } from './view.ts';

/** A batch as the API and the sockets show it; applied + unchanged + refused + failed + cancelled + pending = total. */
export interface BatchView {
  readonly id: string;
  readonly state: BatchState;
  readonly change: StoredBatchChange;
  readonly total: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly pending: number;
  readonly by: ActorView;
  /** The batch that this one takes back, or whose failures it tries again. */
  readonly undoOf: string | null;
  readonly retryOf: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** What became of one row; null while it is pending. */
export interface BatchItemView {
  readonly collaborationId: string;
  readonly creator: string | null;
  readonly campaign: string | null;
  readonly outcome: BatchOutcome | null;
  readonly code: string | null;
  readonly detail: string | null;
}

/** What a batch would do. Counted by the rules that will decide it, on the rows as they are now. */
export interface DryRunView {
  readonly total: number;
  readonly wouldApply: number;
  readonly unchanged: number;
  readonly refused: readonly {
    readonly code: string;
    readonly count: number;
    /** Why, of the first of them. */
    readonly detail: string;
    /** Why, of all of them: one code may be said of different things. */
    readonly reasons: readonly { readonly detail: string; readonly count: number }[];
  }[];
  /** Names exactly these rows when the batch is confirmed; good for a day. */
  readonly selectionId: string;
  /** For payments: what would be paid, per currency. */
  readonly amounts: readonly Money[];
}
