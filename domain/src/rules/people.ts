import type { ChangeBody, SendReminderBody } from '../commands.schema.ts';
import { after, DAY_MS } from '../instants.ts';
import type { CollaborationState } from '../state.schema.ts';
import { happened, refused, UNCHANGED, type Outcome } from './outcome.ts';

const LONGEST_SNOOZE_MS = 366 * DAY_MS;

/** Whether the person may own it is the API's to say: the domain knows no people. */
export function assignOwner(state: CollaborationState, body: ChangeBody<'assignOwner'>): Outcome {
  if (body.ownerId === state.ownerId) return UNCHANGED;
  return happened({ type: 'OwnerAssigned', data: { from: state.ownerId, ownerId: body.ownerId } });
}

/** `at` is the instant of the command; the end of the snooze lies after it, by a year at most. */
export function snoozeReminder(
  state: CollaborationState,
  body: ChangeBody<'snoozeReminder'>,
  at: string,
): Outcome {
  if (body.until <= at || body.until > after(at, LONGEST_SNOOZE_MS))
    return refused('SNOOZE_OUT_OF_RANGE');
  if (body.until === state.snoozedUntil) return UNCHANGED;
  return happened({ type: 'ReminderSnoozed', data: { until: body.until } });
}

/** Only the workflow's timer asks; a reminder for a negotiation that has moved on is refused. */
export function sendReminder(state: CollaborationState, body: SendReminderBody): Outcome {
  const isDue = state.status === 'Negotiating' && body.number === state.reminders.sent + 1;
  if (!isDue) return refused('NOT_DUE');
  const { code, number, escalated } = body;
  return happened({ type: 'ReminderSent', data: { code, number, escalated } });
}
