import { Context } from '@temporalio/activity';
import type { PathDeps } from '../commands/path.ts';
import { type AfterChunk, applyChunk } from './apply-chunk.ts';

/** Where a batch stands after a chunk. */
export interface ChunkDone {
  readonly next: AfterChunk;
  readonly done: number;
  readonly total: number;
}

/** What the batch workflow asks of the world. Safe to repeat. */
export interface BatchActivities {
  applyNextRows(input: { readonly batchId: string }): Promise<ChunkDone>;
}

export function makeBatchActivities(deps: PathDeps): BatchActivities {
  return {
    async applyNextRows({ batchId }) {
      const context = Context.current();
      const next = await applyChunk(deps, batchId, () => context.heartbeat());
      const [row] = await deps.sql<Omit<ChunkDone, 'next'>[]>`
        select applied + unchanged + refused + failed + cancelled as done, total from batches where id = ${batchId}`;
      return { next, done: row?.done ?? 0, total: row?.total ?? 0 };
    },
  };
}
