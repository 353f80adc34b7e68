import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { day, uuid } from './scalars.ts';
import { DELIVERY_STATUSES, STATUSES } from './statuses.ts';
import { shortText, text } from './text.ts';

const reason = text(LIMITS.reasonChars);
const tagIds = z.array(uuid).max(100, 'must be at most 100').default([]);

/**
 * One shipment's own carrier and number. It is of a collaboration, or of whichever selected one has a creator with
 * this handle or name.
 */
export const shipmentSchema = z
  .strictObject({
    collaborationId: uuid.optional(),
    creator: shortText.optional(),
    carrier: shortText.nullish(),
    trackingNumber: shortText.nullish(),
  })
  .refine(
    ({ collaborationId, creator }) => (collaborationId === undefined) !== (creator === undefined),
    'must name either a collaborationId or a creator',
  );
export type Shipment = z.infer<typeof shipmentSchema>;

const delivery = z.strictObject({
  kind: z.literal('delivery'),
  status: z.enum(DELIVERY_STATUSES),
  carrier: shortText.nullish(),
  trackingNumber: shortText.nullish(),
  reason: reason.nullish(),
  /** What differs by collaboration; it goes before the fields above. */
  shipments: z.array(shipmentSchema).max(LIMITS.selectionIds).optional(),
});

/** What a batch does to every collaboration of its selection. Source: the outside contract, `POST /api/batches`. */
export const batchChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), to: z.enum(STATUSES), reason: reason.nullish() }),
  z.strictObject({ kind: z.literal('tags'), add: tagIds, remove: tagIds }),
  z.strictObject({ kind: z.literal('owner'), ownerId: uuid.nullable() }),
  delivery,
  z.strictObject({
    kind: z.literal('payment'),
    paidOn: day.nullish(),
    method: shortText.nullish(),
  }),
  z.strictObject({ kind: z.literal('note'), text: text(LIMITS.noteChars) }),
]);
export type BatchChange = z.infer<typeof batchChangeSchema>;

/** What a stored batch does: asked for, or taking back another one. */
export type StoredBatchChange = BatchChange | { readonly kind: 'undo'; readonly batchId: string };

export const BATCH_STATES = ['running', 'paused', 'cancelling', 'cancelled', 'completed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const BATCH_OUTCOMES = ['applied', 'unchanged', 'refused', 'failed', 'cancelled'] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];
