import type { ChangeBody } from '../commands.schema.ts';
import { LIMITS } from '../limits.ts';
import type { CollaborationState } from '../state.schema.ts';
import { happened, refused, UNCHANGED, type Outcome } from './outcome.ts';

/** Payments land in every status: kill fees are paid after a cancellation. */
export function recordPayment(
  state: CollaborationState,
  body: ChangeBody<'recordPayment'>,
): Outcome {
  if (state.payments.length >= LIMITS.payments) {
    return refused('TOO_MANY', `A collaboration holds at most ${LIMITS.payments} payments.`);
  }
  const { amountCents, currency, paidOn = null, method = null, reference = null } = body;
  return happened({
    type: 'PaymentMade',
    data: { amountCents, currency, paidOn, method, reference },
  });
}

export function deliverContent(
  state: CollaborationState,
  body: ChangeBody<'deliverContent'>,
): Outcome {
  if (state.content.length >= LIMITS.content) {
    return refused(
      'TOO_MANY',
      `A collaboration holds at most ${LIMITS.content} pieces of content.`,
    );
  }
  const { url, title = null, deliverableId = null } = body;
  const isAsked = state.terms.deliverables.some((item) => item.id === deliverableId);
  if (deliverableId !== null && !isAsked) return refused('DELIVERABLE_NOT_FOUND');
  return happened({ type: 'ContentDelivered', data: { url, title, deliverableId } });
}

export function reviewContent(
  state: CollaborationState,
  body: ChangeBody<'reviewContent'>,
): Outcome {
  const item = state.content.find((content) => content.seq === body.seq);
  if (!item) return refused('CONTENT_NOT_FOUND');
  const { note = null } = body;
  if (item.review.state === body.state && item.review.note === note) return UNCHANGED;
  return happened({ type: 'ContentReviewed', data: { seq: body.seq, state: body.state, note } });
}

export function addNote(body: ChangeBody<'addNote'>): Outcome {
  return happened({ type: 'NoteAdded', data: { text: body.text, contact: body.contact ?? false } });
}
