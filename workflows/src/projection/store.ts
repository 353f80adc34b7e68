import { earliestAttention } from '@parley/domain/attention';
import { dueOn } from '@parley/domain/deliverables';
import type { CollaborationState } from '@parley/domain/state.schema';
import { isFinal } from '@parley/domain/statuses';
import type { Step } from './fold.ts';
import type { RowBefore } from './load-rows.ts';
import { jsonText, type Queries } from './postgres.ts';
import type { Projection } from './projection.ts';
import { rowData, type RowSettings } from './row-data.ts';
import { type ShownStep, storeChanges } from './store-changes.ts';
import { storeOutcomes } from './store-outcomes.ts';
import { storeReminders } from './store-reminders.ts';

/** What one answer adds to the read model. */
export interface StoredProjection {
  readonly projection: Projection;
  readonly before: RowBefore;
  readonly steps: readonly Step[];
  readonly state: CollaborationState | null;
}

/**
 * Writes what was folded, however many it is, in a handful of statements. All go out at once and run in this order;
 * the change feed comes last, because its advisory lock is held until the commit.
 */
export async function store(sql: Queries, stored: readonly StoredProjection[]): Promise<void> {
  const shown = stored.map((one) => ({
    ...one,
    shown: shownSteps(one.steps, one.before.settings),
  }));
  const moved = shown.flatMap(({ shown: steps }) => {
    const last = steps.at(-1);
    return last ? [{ steps, last }] : [];
  });
  const ended = moved.flatMap(({ last }) => (isFinal(last.state.status) ? [last.state.id] : []));
  const writes: Promise<unknown>[] = [];
  if (moved.length > 0) writes.push(storeRows(sql, moved));
  if (ended.length > 0)
    writes.push(run(sql`delete from open_pairs where collaboration_id = any(${ended}::uuid[])`));
  for (const { before, steps } of stored) writes.push(storeReminders(sql, before.state, steps));
  writes.push(storeOutcomes(sql, stored));
  writes.push(
    storeChanges(
      sql,
      moved.flatMap(({ steps }) => steps),
    ),
  );
  await Promise.all(writes);
}

function shownSteps(steps: readonly Step[], settings: RowSettings): ShownStep[] {
  return steps.map((step) => ({ ...step, row: rowData(step.state, settings) }));
}

interface Moved {
  readonly steps: readonly ShownStep[];
  readonly last: ShownStep;
}

/** Timelines and rows in one statement: each statement costs both processes a message. */
function storeRows(sql: Queries, moved: readonly Moved[]): Promise<unknown> {
  const events = moved.flatMap(({ steps }) => steps.map(eventColumns));
  const rows = moved.map(({ last }) => rowColumns(last));
  return run(sql`
    with appended as (
      insert into events (collaboration_id, seq, type, at, actor_kind, actor_id, data, command_id, batch_id)
      select * from jsonb_to_recordset(${jsonText(events)}::text::jsonb) as e(collaboration_id uuid, seq int,
        type text, at timestamptz, actor_kind text, actor_id uuid, data jsonb, command_id uuid, batch_id uuid)
    )
    insert into collaborations as c (id, version, state, campaign_id, creator_id, owner_id, status, status_since,
      delivery_status, amount_cents, currency, due_on, attention, attention_since, next_reminder_at,
      created_at, updated_at)
    -- An operator may have named nobody who exists: the state says so, the row cannot.
    select id, version, state, campaign_id, creator_id, (select p.id from people p where p.id = r.owner_id),
      status, status_since, delivery_status, amount_cents, currency, due_on, attention, attention_since,
      next_reminder_at, created_at, updated_at
    from jsonb_to_recordset(${jsonText(rows)}::text::jsonb) as r(id uuid, version int, state jsonb, campaign_id uuid,
      creator_id uuid, owner_id uuid, status text, status_since timestamptz, delivery_status text,
      amount_cents bigint, currency text, due_on date, attention jsonb, attention_since timestamptz,
      next_reminder_at timestamptz, created_at timestamptz, updated_at timestamptz)
    on conflict (id) do update set version = excluded.version, state = excluded.state, owner_id = excluded.owner_id,
      status = excluded.status, status_since = excluded.status_since, delivery_status = excluded.delivery_status,
      amount_cents = excluded.amount_cents, currency = excluded.currency, due_on = excluded.due_on,
      attention = excluded.attention, attention_since = excluded.attention_since,
      next_reminder_at = excluded.next_reminder_at, updated_at = excluded.updated_at
    where c.version < excluded.version`);
}

function rowColumns({ state, row }: ShownStep): object {
  const { amountCents, currency } = state.terms.compensation;
  return {
    id: state.id,
    version: state.version,
    state,
    campaign_id: state.campaignId,
    creator_id: state.creatorId,
    owner_id: state.ownerId,
    status: state.status,
    status_since: state.statusSince,
    delivery_status: state.delivery?.status ?? null,
    amount_cents: amountCents,
    currency,
    due_on: dueOn(state),
    attention: row.attention,
    attention_since: earliestAttention(row.attention),
    next_reminder_at: row.nextReminderAt,
    created_at: state.createdAt,
    updated_at: state.updatedAt,
  };
}

function eventColumns({ event, state }: Step): object {
  return {
    collaboration_id: state.id,
    seq: event.seq,
    type: event.type,
    at: event.at,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    data: event.data,
    command_id: event.commandId,
    batch_id: event.batchId ?? null,
  };
}

/** A query of this driver starts when it is awaited: this starts it now, so that it joins the pipeline. */
async function run(query: PromiseLike<unknown>): Promise<unknown> {
  return await query;
}
