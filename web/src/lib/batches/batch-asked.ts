import type { Status } from '@parley/domain/statuses';
import type { BatchKind } from './batch-draft.ts';

/** A batch that somebody is about to confirm: of these rows, whatever happens to the selection meanwhile. */
export interface BatchAsked {
  readonly kind: BatchKind;
  readonly to?: Status;
  readonly ids: readonly string[];
}
