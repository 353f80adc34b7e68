import type { BatchOutcome, BatchState } from '@parley/domain/batch.schema';
import { jsonText, type Queries } from '../projection/postgres.ts';

/** The channel on which the progress of batches is announced; the payload is the batch's id. */
export const BATCH_CHANNEL = 'batches';

/** What became of one row of a batch. `seq`: the event that it made. */
export interface ItemOutcome {
  readonly collaborationId: string;
  readonly outcome: BatchOutcome;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly seq?: number | undefined;
}

/**
 * Stores the outcomes of rows that have none yet and counts them, in the caller's transaction: each row is counted
 * once, however often it is tried. Answers the state that somebody may have put the batch in meanwhile.
 */
export async function storeItems(
  sql: Queries,
  batchId: string,
  outcomes: readonly ItemOutcome[],
): Promise<BatchState | null> {
  const [row] = await sql<{ state: BatchState }[]>`
    with stored as (
      update batch_items i set outcome = o.outcome, code = o.code, detail = o.detail, seq = o.seq, at = now()
      from jsonb_to_recordset(${jsonText(outcomes)}::text::jsonb)
        as o("collaborationId" uuid, outcome text, code text, detail text, seq int)
      where i.batch_id = ${batchId} and i.collaboration_id = o."collaborationId" and i.outcome is null
      returning i.outcome
    ), counted as (
      select count(*) filter (where outcome = 'applied') as applied,
        count(*) filter (where outcome = 'unchanged') as unchanged,
        count(*) filter (where outcome = 'refused') as refused,
        count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome = 'cancelled') as cancelled from stored
    )
    update batches b set applied = b.applied + c.applied, unchanged = b.unchanged + c.unchanged,
      refused = b.refused + c.refused, failed = b.failed + c.failed, cancelled = b.cancelled + c.cancelled
    from counted c where b.id = ${batchId} returning b.state`;
  await announceBatch(sql, batchId);
  return row?.state ?? null;
}

/** Tells every server process that a batch moved on; heard after the commit. */
export async function announceBatch(sql: Queries, batchId: string): Promise<void> {
  await sql`select pg_notify(${BATCH_CHANNEL}, ${batchId})`;
}
