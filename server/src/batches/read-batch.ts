import { ACTOR_NAME } from '@parley/domain/actor.schema';
import {
  BATCH_OUTCOMES,
  type BatchOutcome,
  type StoredBatchChange,
} from '@parley/domain/batch.schema';
import type { BatchItemView, BatchView } from '@parley/domain/batch-view';
import type { Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import type { Caller } from '../auth/caller.ts';
import { limit } from '../http/query.ts';
import { pageCursor, positionOf } from '../read/page-cursor.ts';

interface BatchRow extends Omit<BatchView, 'by' | 'createdAt' | 'finishedAt' | 'pending'> {
  readonly actor_kind: 'member' | 'token';
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

/** Batches by their ids, newest first where none are named. */
export async function readBatches(
  sql: Queries,
  ids: readonly string[] | null,
  most = 200,
): Promise<BatchView[]> {
  const rows = await sql<BatchRow[]>`
    select b.id, b.state, b.change, b.total, b.applied, b.unchanged, b.refused, b.failed, b.cancelled,
      b.undo_of as "undoOf", b.retry_of as "retryOf", b.actor_kind, b.actor_id,
      coalesce(p.name, t.name) as actor_name, b.created_at, b.finished_at
    from batches b
    left join people p on b.actor_kind = 'member' and p.id = b.actor_id
    left join api_tokens t on b.actor_kind = 'token' and t.id = b.actor_id
    ${ids === null ? sql`` : sql`where b.id = any(${[...ids]}::uuid[])`}
    order by b.created_at desc, b.id limit ${most}`;
  return rows.map(batchView);
}

function batchView(row: BatchRow): BatchView {
  const { actor_kind: kind, actor_id: id, actor_name, created_at, finished_at, ...rest } = row;
  const { total, applied, unchanged, refused, failed, cancelled } = rest;
  return {
    ...rest,
    change: shownChange(rest.change),
    pending: total - applied - unchanged - refused - failed - cancelled,
    by: { id, name: actor_name ?? ACTOR_NAME.system, kind },
    createdAt: created_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  };
}

/** Tracking numbers of single rows are theirs: the batch is shown without them. */
function shownChange(change: StoredBatchChange): StoredBatchChange {
  if (change.kind !== 'delivery') return change;
  const { shipments: _shipments, ...rest } = change;
  return rest;
}

/** The query of `GET /api/batches/:id/items`. */
export const batchItemQuery = z.strictObject({
  outcome: z
    .enum([...BATCH_OUTCOMES, 'pending'], {
      error: `must be pending or one of ${BATCH_OUTCOMES.join(', ')}`,
    })
    .optional(),
  limit,
  cursor: z.string().min(1).max(2_000).optional(),
});

/** The rows of a batch that the reader may see, sorted by id. */
export async function readBatchItems(
  sql: Queries,
  caller: Caller,
  batchId: string,
  { outcome, limit: most, cursor }: z.output<typeof batchItemQuery>,
): Promise<Page<BatchItemView>> {
  const bound = ['batch-items', batchId, outcome ?? null];
  const after = cursor === undefined ? null : positionOf(cursor, bound, z.uuid());
  const where = sql`i.batch_id = ${batchId} ${outcomeIs(sql, outcome)}
    and (c.id is null or c.campaign_id in (${visibleCampaigns(sql, caller)}))`;
  const [rows, totals] = await Promise.all([
    sql<BatchItemView[]>`
      ${selectItems(sql)}
      where ${where} ${after === null ? sql`` : sql`and i.collaboration_id > ${after}::uuid`}
      order by i.collaboration_id limit ${most + 1}`,
    sql<{ total: number }[]>`
      select count(*) as total from batch_items i left join collaborations c on c.id = i.collaboration_id where ${where}`,
  ]);
  const items = rows.slice(0, most);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > most && last ? pageCursor(bound, last.collaborationId) : null,
    total: totals[0]?.total ?? 0,
  };
}

/** All of them at once: at most 50,000 short lines. */
export async function readAllBatchItems(
  sql: Queries,
  caller: Caller,
  batchId: string,
): Promise<BatchItemView[]> {
  return await sql<BatchItemView[]>`
    ${selectItems(sql)} where i.batch_id = ${batchId}
      and (c.id is null or c.campaign_id in (${visibleCampaigns(sql, caller)}))
    order by i.collaboration_id`;
}

function selectItems(sql: Queries) {
  return sql`
    select i.collaboration_id as "collaborationId", cr.name as creator, ca.name as campaign, i.outcome, i.code, i.detail
    from batch_items i
    left join collaborations c on c.id = i.collaboration_id
    left join creators cr on cr.id = c.creator_id left join campaigns ca on ca.id = c.campaign_id`;
}

function outcomeIs(sql: Queries, outcome: BatchOutcome | 'pending' | undefined) {
  if (outcome === undefined) return sql``;
  return outcome === 'pending' ? sql`and i.outcome is null` : sql`and i.outcome = ${outcome}`;
}
