import { deliveredCount } from './deliverables.ts';
import { after, DAY_MS, notBefore } from './instants.ts';
import { outstandingCents } from './money.ts';
import type { CollaborationState } from './state.schema.ts';
import type { Attention, AttentionCode } from './view.ts';

/** Source of the spans: the outside contract, Rules, "Attention". */
const STALLED_MS = 3 * DAY_MS;
const NO_ANSWER_MS = 7 * DAY_MS;
const SHIPMENT_SILENT_MS = 14 * DAY_MS;
const PAYMENT_MS = 14 * DAY_MS;

/** The instant at which a day ends in the workspace's time zone. */
export type EndOfDay = (day: string) => string;

/**
 * What someone must look at, with the instant from which each code holds, also when that lies ahead; a snooze
 * moves it to its own end. At most one entry per code; the caller compares with now.
 */
export function attentionOf(state: CollaborationState, endOfDay: EndOfDay): Attention[] {
  const found: [AttentionCode, string | null][] = [
    [
      'NEGOTIATION_STALLED',
      state.status === 'Negotiating' ? after(state.movedAt, STALLED_MS) : null,
    ],
    ['NO_ANSWER', state.status === 'Pending' ? after(state.movedAt, NO_ANSWER_MS) : null],
    ['DELIVERABLE_OVERDUE', overdueSince(state, endOfDay)],
    [
      'DELIVERY_EXCEPTION',
      state.delivery?.status === 'Exception' ? state.delivery.updatedAt : null,
    ],
    ['SHIPMENT_SILENT', silentSince(state)],
    ['PAYMENT_DUE', paymentDueSince(state)],
    ['HAND_IN_UNSEEN', unseenSince(state)],
  ];
  return found.flatMap(([code, since]) =>
    since === null ? [] : [{ code, since: notBefore(since, state.snoozedUntil) }],
  );
}

/** The earliest instant of the list; null when it is empty. */
export function earliestAttention(list: readonly Attention[]): string | null {
  return list.map((entry) => entry.since).sort()[0] ?? null;
}

function overdueSince(state: CollaborationState, endOfDay: EndOfDay): string | null {
  if (state.status !== 'Fulfilling') return null;
  const days = state.terms.deliverables
    .filter((item) => deliveredCount(state, item.id) < item.quantity)
    .flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]))
    .sort();
  return days[0] === undefined ? null : endOfDay(days[0]);
}

function silentSince(state: CollaborationState): string | null {
  return state.delivery?.status === 'In Transit'
    ? after(state.delivery.updatedAt, SHIPMENT_SILENT_MS)
    : null;
}

function paymentDueSince(state: CollaborationState): string | null {
  const isDue = state.status === 'Completed' && outstandingCents(state) > 0;
  return isDue ? after(state.statusSince, PAYMENT_MS) : null;
}

function unseenSince(state: CollaborationState): string | null {
  const unseen = state.content.filter(
    (item) => item.by.kind === 'creator' && item.review.state === 'open',
  );
  return unseen.map((item) => item.at).sort()[0] ?? null;
}
