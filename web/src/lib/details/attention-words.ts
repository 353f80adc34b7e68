import type { Attention, AttentionCode } from '@parley/domain/view';

interface AttentionWords {
  /** What is wrong, as a title. */
  readonly title: string;
  /** What to do now, as a sentence. */
  readonly next: string;
  readonly tone: 'amber' | 'danger';
}

export const ATTENTION_WORDS: Record<AttentionCode, AttentionWords> = {
  NEGOTIATION_STALLED: {
    title: 'Negotiation stalled',
    next: 'Nothing has moved for 3 days. Write to the creator, or note that they answered.',
    tone: 'amber',
  },
  NO_ANSWER: {
    title: 'No answer yet',
    next: 'The creator was asked 7 days ago. Ask again, or cancel with a reason.',
    tone: 'amber',
  },
  DELIVERABLE_OVERDUE: {
    title: 'Deliverable overdue',
    next: 'Content is past its due date. Ask for it, or agree on a new date.',
    tone: 'danger',
  },
  DELIVERY_EXCEPTION: {
    title: 'Delivery problem',
    next: 'The shipment has a problem. Sort it out, then update the delivery.',
    tone: 'danger',
  },
  SHIPMENT_SILENT: {
    title: 'Shipment silent',
    next: 'In transit for 14 days without news. Check the tracking.',
    tone: 'amber',
  },
  PAYMENT_DUE: {
    title: 'Payment due',
    next: 'Completed 14 days ago and not paid in full. Record the payment.',
    tone: 'danger',
  },
  HAND_IN_UNSEEN: {
    title: 'Content to review',
    next: 'The creator handed in content that nobody has reviewed.',
    tone: 'amber',
  },
};

/** The codes that hold at `now` (an instant in ISO 8601 UTC), oldest first. */
export function holding(attention: readonly Attention[], now: string): Attention[] {
  return attention
    .filter(({ since }) => since <= now)
    .sort((a, b) => a.since.localeCompare(b.since));
}
