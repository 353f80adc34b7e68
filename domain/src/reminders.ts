import { after, HOUR_MS, notBefore } from './instants.ts';
import type { CollaborationState } from './state.schema.ts';
import type { ReminderSettings } from './view.ts';

/** When to remind, in milliseconds. */
export interface ReminderPolicy {
  readonly negotiation: {
    readonly enabled: boolean;
    /** Stillness before the first reminder. */
    readonly afterMs: number;
    /** Between one reminder and the next. */
    readonly repeatMs: number;
    /** After so many reminders the campaign's owner is told as well. */
    readonly escalateAfter: number;
  };
}

export interface DueReminder {
  readonly code: 'NEGOTIATION_STALLED';
  /** Instant at which it falls due, before any shift into working hours. */
  readonly at: string;
  /** 1 for the first since the negotiation last moved. */
  readonly number: number;
  readonly escalated: boolean;
}

export function policyOf(settings: ReminderSettings): ReminderPolicy {
  const { enabled, afterHours, repeatHours, escalateAfter } = settings.negotiation;
  return {
    negotiation: {
      enabled,
      escalateAfter,
      afterMs: afterHours * HOUR_MS,
      repeatMs: repeatHours * HOUR_MS,
    },
  };
}

/**
 * The next reminder of a negotiation that stands still, counted from the last event that moved it (status, terms,
 * or a note saying that the creator answered), not from any touch. A snooze holds it back. Null: none is coming.
 */
export function nextReminder(
  state: CollaborationState,
  policy: ReminderPolicy,
): DueReminder | null {
  const { enabled, afterMs, repeatMs, escalateAfter } = policy.negotiation;
  if (!enabled || state.status !== 'Negotiating') return null;
  const { sent, lastAt } = state.reminders;
  const due = lastAt === null ? after(state.movedAt, afterMs) : after(lastAt, repeatMs);
  return {
    code: 'NEGOTIATION_STALLED',
    at: notBefore(due, state.snoozedUntil),
    number: sent + 1,
    escalated: sent >= escalateAfter,
  };
}
