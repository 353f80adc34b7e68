import type { Step } from './fold.ts';
import { jsonText, type Queries } from './postgres.ts';
import type { RowData } from './row-data.ts';

/** Key of the advisory transaction lock under which every row of the change feed is inserted. */
export const FEED_LOCK = 7_275_391;
/** The channel on which every commit with rows of the change feed is announced; the payload is empty. */
export const FEED_CHANNEL = 'changes';

/** One appended event, the state after it, and the row that lists show of it. */
export interface ShownStep extends Step {
  readonly row: RowData;
}

/**
 * Appends one row per event to the change feed. Must be the last step of its transaction: ids follow commits only
 * because the lock is taken before the id is handed out and kept until the commit.
 */
export async function storeChanges(sql: Queries, steps: readonly ShownStep[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ event, state, row }) => ({
    id: state.id,
    campaign_id: state.campaignId,
    seq: event.seq,
    row,
  }));
  // One statement: the lock is a row that the inserted ones are joined to, so no id is handed out before it is held.
  await sql`
    with lock as materialized (select pg_advisory_xact_lock(${FEED_LOCK})),
    told as (
      insert into changes (kind, entity_id, version, campaign_id, event_seq, row)
      select 'collaboration', id, seq, campaign_id, seq, "row"
      from lock, jsonb_to_recordset(${jsonText(rows)}::text::jsonb)
        as c(id uuid, campaign_id uuid, seq int, "row" jsonb)
      order by c.id, seq
    )
    select pg_notify(${FEED_CHANNEL}, '')`;
}

/** What changed beside the collaborations: its kind, its id, and the value as the API answers it. */
export interface OtherChange {
  /** `everything` stands for more changes than are told one by one: whoever comes by it reads all anew. */
  readonly kind:
    'creator' | 'campaign' | 'tag' | 'validator' | 'member' | 'settings' | 'view' | 'everything';
  readonly id: string;
  /** Whose readers may see it; null: judged by kind. */
  readonly campaignId?: string | null;
}

/**
 * Announces a change of anything else. Call it last in the transaction that makes the change; the reader of the
 * feed looks the value up when it emits.
 */
export async function announce(sql: Queries, change: OtherChange): Promise<void> {
  await Promise.all([
    sql`select pg_advisory_xact_lock(${FEED_LOCK})`,
    sql`insert into changes (kind, entity_id, campaign_id) values (${change.kind}, ${change.id}, ${change.campaignId ?? null})`,
    sql`select pg_notify(${FEED_CHANNEL}, '')`,
  ]);
}

/**
 * Announces that many things of one kind changed, as `announce` does: last in the transaction. One statement, so
 * that other changes wait for the feed's lock as briefly as can be.
 */
export async function announceAll(
  sql: Queries,
  kind: OtherChange['kind'],
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await Promise.all([
    sql`
      with lock as materialized (select pg_advisory_xact_lock(${FEED_LOCK}))
      insert into changes (kind, entity_id) select ${kind}, id from lock, unnest(${[...ids]}::uuid[]) as c(id)`,
    sql`select pg_notify(${FEED_CHANNEL}, '')`,
  ]);
}
