import type { Actor } from '@parley/domain/actor.schema';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import type { CollaborationState } from '@parley/domain/state.schema';

/** How a command that did not come through the API is entered in `commands`. */
export interface CommandRecord {
  readonly name: string;
  readonly payload: unknown;
  readonly actor: Actor;
  readonly at: string;
  readonly hash: string;
  readonly source: 'temporal' | 'timer';
  readonly batchId?: string | undefined;
}

/** What became of one command. `version`: after its event; for unchanged and refused the one it was decided at. */
export interface CommandOutcome {
  readonly commandId: string;
  readonly outcome: 'applied' | 'unchanged' | 'refused' | 'failed';
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly seq?: number | undefined;
  readonly version?: number | undefined;
  readonly record?: CommandRecord | undefined;
}

/** What a workflow answered, to be made readable. */
export interface Projection {
  readonly collaborationId: string;
  /** Oldest first, without a gap; those that the row has already are checked and skipped. */
  readonly events: readonly CollaborationEvent[];
  /** The workflow's version after `events`, and the hash of its state then (null: not compared). */
  readonly version: number;
  readonly stateHash: string | null;
  readonly outcomes: readonly CommandOutcome[];
}

export type ProjectionResult =
  /** Readable now. `state` is the row's, which may be newer; null only where nothing was ever created. */
  | { readonly kind: 'stored'; readonly version: number; readonly state: CollaborationState | null }
  /** The row lacks events before the first given one: ask again with `known = rowVersion`. Nothing was written. */
  | { readonly kind: 'gap'; readonly rowVersion: number }
  /** Row and workflow tell different histories. Nothing was written; someone must look. */
  | { readonly kind: 'diverged'; readonly rowVersion: number; readonly detail: string };
