import { z } from 'zod';
import { actorSchema } from './actor.schema.ts';
import { amountCents, currency, day, instant, uuid } from './scalars.ts';
import { DELIVERY_STATUSES, STATUSES } from './statuses.ts';
import {
  compensationSchema,
  conditionsText,
  deliverableSchema,
  termsSchema,
  timelineSchema,
} from './terms.schema.ts';

const seq = z.int().min(1);
const optionalText = z.string().nullable();

/** The shipment as events and states carry it. */
export const deliverySchema = z.strictObject({
  status: z.enum(DELIVERY_STATUSES),
  carrier: optionalText,
  trackingNumber: optionalText,
  reason: optionalText,
});

/** What each kind of event says happened. Schemas only widen: stored events of any age must parse. */
export const EVENT_DATA = {
  Created: z.strictObject({
    id: uuid,
    campaignId: uuid,
    creatorId: uuid,
    ownerId: uuid.nullable(),
    terms: termsSchema,
    shipsProduct: z.boolean(),
  }),
  StatusChanged: z.strictObject({
    from: z.enum(STATUSES),
    to: z.enum(STATUSES),
    reason: optionalText,
    /** Deliverables not met when it was completed, so that the timeline says so. */
    openDeliverables: z.int().min(1).optional(),
  }),
  PaymentMade: z.strictObject({
    amountCents,
    currency,
    paidOn: day.nullable(),
    method: optionalText,
    reference: optionalText,
  }),
  ContentDelivered: z.strictObject({
    url: z.string(),
    title: optionalText,
    deliverableId: uuid.nullable(),
  }),
  ContentReviewed: z.strictObject({
    seq,
    state: z.enum(['accepted', 'changes asked']),
    note: optionalText,
  }),
  NoteAdded: z.strictObject({ text: z.string(), contact: z.boolean() }),
  DeliveryUpdated: deliverySchema.extend({ from: z.enum(DELIVERY_STATUSES) }),
  TermsChanged: z.strictObject({
    /** Only what differs from before, with the whole new value of each field. */
    deliverables: z.array(deliverableSchema).optional(),
    compensation: compensationSchema.optional(),
    timeline: timelineSchema.optional(),
    conditions: conditionsText.nullable().optional(),
    shipsProduct: z.boolean().optional(),
  }),
  OwnerAssigned: z.strictObject({ from: uuid.nullable(), ownerId: uuid.nullable() }),
  ReminderSent: z.strictObject({
    code: z.literal('NEGOTIATION_STALLED'),
    number: z.int().min(1),
    escalated: z.boolean(),
  }),
  ReminderSnoozed: z.strictObject({ until: instant }),
  Undone: z.strictObject({ seq }),
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>;

const frame = { seq, at: instant, actor: actorSchema, commandId: uuid, batchId: uuid.optional() };
const eventOf = <T extends EventType>(type: T) =>
  z.strictObject({ ...frame, type: z.literal(type), data: EVENT_DATA[type] });

/** One accepted change. `seq` is the version it made; the first, Created, is 1. */
export const eventSchema = z.discriminatedUnion('type', [
  eventOf('Created'),
  eventOf('StatusChanged'),
  eventOf('PaymentMade'),
  eventOf('ContentDelivered'),
  eventOf('ContentReviewed'),
  eventOf('NoteAdded'),
  eventOf('DeliveryUpdated'),
  eventOf('TermsChanged'),
  eventOf('OwnerAssigned'),
  eventOf('ReminderSent'),
  eventOf('ReminderSnoozed'),
  eventOf('Undone'),
]);

interface EventFrame {
  readonly seq: number;
  /** Instant in ISO 8601 UTC. */
  readonly at: string;
  readonly actor: z.infer<typeof actorSchema>;
  readonly commandId: string;
  readonly batchId?: string | undefined;
}
export type EventContent = {
  [T in EventType]: { readonly type: T; readonly data: EventData<T> };
}[EventType];
export type CollaborationEvent = EventFrame & EventContent;
export type EventOf<T extends EventType> = EventFrame & {
  readonly type: T;
  readonly data: EventData<T>;
};
