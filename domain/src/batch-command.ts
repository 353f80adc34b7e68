import type { BatchChange } from './batch.schema.ts';
import type { Change } from './commands.schema.ts';
import { outstandingCents } from './money.ts';
import type { CollaborationState } from './state.schema.ts';

/** What is one row's own in a batch: its shipment, or the event to take back. */
export interface OwnPart {
  readonly shipment?: {
    readonly carrier?: string | null | undefined;
    readonly trackingNumber?: string | null | undefined;
  };
  readonly seq?: number;
}
/** What a batch asks of every collaboration; tags are asked of the creators instead. */
export type DecidedChange = Exclude<BatchChange, { kind: 'tags' }> | { readonly kind: 'undo' };

/**
 * What a batch asks of one collaboration: the same command that a person would send; null where it would alter
 * nothing, as a payment where nothing is outstanding. Pure.
 */
export function batchCommand(
  change: DecidedChange,
  state: CollaborationState,
  own: OwnPart | null,
): Change | null {
  switch (change.kind) {
    case 'status':
      return { name: 'changeStatus', body: { to: change.to, reason: change.reason } };
    case 'owner':
      return { name: 'assignOwner', body: { ownerId: change.ownerId } };
    case 'delivery':
      return { name: 'updateDelivery', body: deliveryBody(change, own) };
    case 'payment':
      return paymentOf(change, state);
    case 'note':
      return { name: 'addNote', body: { text: change.text } };
    case 'undo':
      return own?.seq === undefined ? null : { name: 'undo', body: { seq: own.seq } };
    default:
      return change satisfies never;
  }
}

function deliveryBody(
  { status, carrier, trackingNumber, reason }: Extract<BatchChange, { kind: 'delivery' }>,
  own: OwnPart | null,
) {
  return {
    status,
    carrier: own?.shipment?.carrier ?? carrier,
    trackingNumber: own?.shipment?.trackingNumber ?? trackingNumber,
    reason,
  };
}

function paymentOf(
  { paidOn, method }: Extract<BatchChange, { kind: 'payment' }>,
  state: CollaborationState,
): Change | null {
  const { currency } = state.terms.compensation;
  const amountCents = outstandingCents(state);
  if (currency === null || amountCents === 0) return null;
  return { name: 'recordPayment', body: { amountCents, currency, paidOn, method } };
}
