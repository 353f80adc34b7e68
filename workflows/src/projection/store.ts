import { earliestAttention } from '@parley/domain/attention';
import { dueOn } from '@parley/domain/deliverables';
import type { CollaborationState } from '@parley/domain/state.schema';
import { isFinal } from '@parley/domain/statuses';
import type { Folded, Step } from './fold.ts';
import type { RowBefore } from './load-row.ts';
import { jsonText, type Queries } from './postgres.ts';
import type { Projection } from './projection.ts';
import { rowData, type RowSettings } from './row-data.ts';
import { storeChanges } from './store-changes.ts';
import { storeOutcomes } from './store-outcomes.ts';
import { storeReminders } from './store-reminders.ts';

/**
 * Writes what was folded. All queries go out at once and run in this order; the change feed comes last, because its
 * advisory lock is held until the commit.
 */
export async function store(
  sql: Queries,
  projection: Projection,
  before: RowBefore,
  folded: Folded,
): Promise<void> {
  const { steps, state } = folded;
  const writes: Promise<unknown>[] = [];
  if (steps.length > 0 && state) {
    writes.push(storeRow(sql, state, steps, before.settings));
    if (isFinal(state.status)) {
      writes.push(
        run(sql`delete from open_pairs where collaboration_id = ${projection.collaborationId}`),
      );
    }
    writes.push(storeReminders(sql, before.state, steps));
  }
  writes.push(storeOutcomes(sql, projection, steps), storeChanges(sql, steps, before.settings));
  await Promise.all(writes);
}

/** The timeline and the row in one statement: each statement costs both processes a message. */
function storeRow(
  sql: Queries,
  state: CollaborationState,
  steps: readonly Step[],
  settings: RowSettings,
): Promise<unknown> {
  const row = rowData(state, settings);
  const { amountCents, currency } = state.terms.compensation;
  return run(sql`
    with appended as (
      insert into events (collaboration_id, seq, type, at, actor_kind, actor_id, data, command_id, batch_id)
      select ${state.id}::uuid, * from jsonb_to_recordset(${jsonText(steps.map(eventColumns))}::text::jsonb) as e(
        seq int, type text, at timestamptz, actor_kind text, actor_id uuid, data jsonb, command_id uuid, batch_id uuid)
    )
    insert into collaborations as c (id, version, state, campaign_id, creator_id, owner_id, status, status_since,
      delivery_status, amount_cents, currency, due_on, attention, attention_since, next_reminder_at,
      created_at, updated_at)
    values (${state.id}, ${state.version}, ${jsonText(state)}::text::jsonb, ${state.campaignId}, ${state.creatorId},
      -- An operator may have named nobody who exists: the state says so, the row cannot.
      (select id from people where id = ${state.ownerId}), ${state.status}, ${state.statusSince},
      ${state.delivery?.status ?? null}, ${amountCents}, ${currency}, ${dueOn(state)},
      ${jsonText(row.attention)}::text::jsonb, ${earliestAttention(row.attention)}, ${row.nextReminderAt},
      ${state.createdAt}, ${state.updatedAt})
    on conflict (id) do update set version = excluded.version, state = excluded.state, owner_id = excluded.owner_id,
      status = excluded.status, status_since = excluded.status_since, delivery_status = excluded.delivery_status,
      amount_cents = excluded.amount_cents, currency = excluded.currency, due_on = excluded.due_on,
      attention = excluded.attention, attention_since = excluded.attention_since,
      next_reminder_at = excluded.next_reminder_at, updated_at = excluded.updated_at
    where c.version < excluded.version`);
}

function eventColumns({ event }: Step): object {
  return {
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
