import type { CollaborationState } from '@parley/domain/state.schema';
import { isFinal, STATUS_MEANING } from '@parley/domain/statuses';
import type { Collaboration } from './collaboration.ts';

/**
 * What the workflow is and what it waits for, as its page in the Temporal UI shows it (Markdown). No names and no
 * texts that people wrote: it is stored in clear.
 */
export function detailsInWords(collaboration: Collaboration): string {
  const { state } = collaboration;
  if (state === null) return 'A collaboration that is about to be created. Waits for `create`.';
  return [
    `**${state.status}** since ${state.statusSince}. ${STATUS_MEANING[state.status]}`,
    ...delivery(state),
    waiting(collaboration, state),
    ...(collaboration.outbox.isParked()
      ? ['**Look here:** its last changes could not be stored in Postgres; the alarm says why.']
      : []),
    `Version ${state.version}.`,
  ].join('\n\n');
}

function delivery(state: CollaborationState): string[] {
  return state.delivery === null
    ? []
    : [`Delivery: ${state.delivery.status}, ${state.delivery.updatedAt}.`];
}

function waiting(collaboration: Collaboration, state: CollaborationState): string {
  const endsAt = collaboration.endsAtMs();
  if (endsAt !== null && isFinal(state.status)) {
    return `Waits for late payments and returns, and ends on ${new Date(endsAt).toISOString()}.`;
  }
  const reminder = collaboration.comingReminder();
  if (reminder === null) return 'Waits for the next change.';
  if (collaboration.rest?.because === 'campaign')
    return 'Waits for the next change; reminders rest with the campaign.';
  return `Waits for the next change; reminder ${reminder.due.number} is due at ${reminder.at}.`;
}
