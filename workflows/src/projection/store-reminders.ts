import { derivedId } from '@parley/domain/ids';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { Step } from './fold.ts';
import { jsonText, type Queries } from './postgres.ts';

/** The channel on which new notifications are announced; the payload is the person's id. */
export const NOTIFICATION_CHANNEL = 'notifications';

/**
 * A to-do for each sent reminder: the collaboration's owner (or the campaign's, where it has none), from the
 * escalation on the campaign's owner too. When the negotiation moves, open reminders of it are done.
 */
export async function storeReminders(
  sql: Queries,
  before: CollaborationState | null,
  steps: readonly Step[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const previous = index === 0 ? before : (steps[index - 1]?.state ?? null);
    if (step.event.type === 'ReminderSent') await remind(sql, step);
    else if (previous && previous.reminders.sent > 0 && step.state.reminders.sent === 0) {
      await sql`
        update notifications set done_at = ${step.event.at}
        where collaboration_id = ${step.state.id} and kind = 'todo' and done_at is null`;
    }
  }
}

async function remind(sql: Queries, { event, state }: Step): Promise<void> {
  if (event.type !== 'ReminderSent') return;
  const campaigns = await sql<{ owner_id: string | null }[]>`
    select owner_id from campaigns where id = ${state.campaignId}`;
  const campaignOwner = campaigns[0]?.owner_id ?? null;
  const people = new Set([
    state.ownerId ?? campaignOwner,
    event.data.escalated ? campaignOwner : null,
  ]);
  for (const person of people) {
    if (person === null) continue;
    await sql`
      insert into notifications (id, person_id, kind, code, collaboration_id, event_seq, data, created_at)
      select ${derivedId(event.commandId, person)}, id, 'todo', ${event.data.code}, ${state.id}, ${event.seq},
        ${jsonText(event.data)}::text::jsonb, ${event.at}
      from people where id = ${person} and disabled_at is null
      on conflict do nothing`;
    await sql`select pg_notify(${NOTIFICATION_CHANNEL}, ${person})`;
  }
}
