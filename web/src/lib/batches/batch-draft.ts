import type { BatchChange } from '@parley/domain/batch.schema';
import {
  DELIVERY_STATUSES,
  STATUSES,
  type DeliveryStatus,
  type Status,
} from '@parley/domain/statuses';
import { readShipments } from './shipment-lines.ts';

/** What can be done to many at once. */
export type BatchKind = BatchChange['kind'];

/** What somebody typed so far; only the fields of its kind count. */
export interface BatchDraft {
  readonly kind: BatchKind;
  readonly to: Status;
  readonly reason: string;
  /** Empty: not chosen yet; `nobody`: takes the owner away. */
  readonly ownerId: string;
  readonly delivery: DeliveryStatus;
  readonly carrier: string;
  readonly shipments: string;
  readonly paidOn: string;
  readonly method: string;
  readonly note: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export const NOBODY = 'nobody';

export function emptyDraft(kind: BatchKind, to: Status = STATUSES[1]): BatchDraft {
  const texts = { reason: '', ownerId: '', carrier: '', shipments: '', paidOn: '', method: '' };
  return { kind, to, delivery: DELIVERY_STATUSES[1], ...texts, note: '', add: [], remove: [] };
}

export type ReadDraft =
  | { readonly ok: true; readonly change: BatchChange }
  /** What is missing or wrong, in words; null where nothing was typed yet and nothing is to be said. */
  | { readonly ok: false; readonly message: string | null };

const missing = (message: string | null = null): ReadDraft => ({ ok: false, message });
const ready = (change: BatchChange): ReadDraft => ({ ok: true, change });
const orLeft = (text: string) => (text.trim() === '' ? {} : { carrier: text.trim() });

/** The change that a draft asks for. */
export function readDraft(draft: BatchDraft): ReadDraft {
  switch (draft.kind) {
    case 'status':
      return readStatus(draft);
    case 'owner':
      if (draft.ownerId === '') return missing();
      return ready({ kind: 'owner', ownerId: draft.ownerId === NOBODY ? null : draft.ownerId });
    case 'tags':
      if (draft.add.length + draft.remove.length === 0) return missing();
      return ready({ kind: 'tags', add: [...draft.add], remove: [...draft.remove] });
    case 'delivery':
      return readDelivery(draft);
    case 'payment':
      return ready({
        kind: 'payment',
        ...(draft.paidOn === '' ? {} : { paidOn: draft.paidOn }),
        ...(draft.method.trim() === '' ? {} : { method: draft.method.trim() }),
      });
    case 'note':
      return draft.note.trim() === ''
        ? missing()
        : ready({ kind: 'note', text: draft.note.trim() });
    default:
      return draft.kind satisfies never;
  }
}

function readStatus({ to, reason }: BatchDraft): ReadDraft {
  const why = reason.trim();
  if (to === 'Cancelled' && why === '') return missing('Say why: cancelling needs a reason.');
  return ready({ kind: 'status', to, ...(why === '' ? {} : { reason: why }) });
}

function readDelivery({ delivery, carrier, shipments, reason }: BatchDraft): ReadDraft {
  const why = reason.trim();
  if (delivery === 'Exception' && why === '')
    return missing('Say what is wrong with the deliveries.');
  const read = readShipments(shipments);
  if (!read.ok) return missing(read.message);
  return ready({
    kind: 'delivery',
    status: delivery,
    ...orLeft(carrier),
    ...(delivery === 'Exception' ? { reason: why } : {}),
    ...(read.shipments.length > 0 ? { shipments: [...read.shipments] } : {}),
  });
}
