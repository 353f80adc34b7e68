import type { ChangeBody } from '../commands.schema.ts';
import type { CollaborationState } from '../state.schema.ts';
import { happened, refused, UNCHANGED, type Outcome } from './outcome.ts';

/** Set by hand, in any order. A field left out stays, null empties it; a reason goes with the status it explains. */
export function updateDelivery(
  state: CollaborationState,
  body: ChangeBody<'updateDelivery'>,
): Outcome {
  const now = state.delivery;
  if (now === null) return refused('NO_SHIPMENT');
  if (body.status === 'Exception' && !body.reason) {
    return refused('REASON_REQUIRED', 'A delivery exception needs a reason.');
  }
  const { carrier = now.carrier, trackingNumber = now.trackingNumber } = body;
  const kept = body.status === now.status ? now.reason : null;
  const { reason = kept } = body;
  const isSame =
    body.status === now.status &&
    carrier === now.carrier &&
    trackingNumber === now.trackingNumber &&
    reason === now.reason;
  if (isSame) return UNCHANGED;
  return happened({
    type: 'DeliveryUpdated',
    data: { from: now.status, status: body.status, carrier, trackingNumber, reason },
  });
}
