import { z } from 'zod';
import { actorSchema } from './actor.schema.ts';
import { deliverySchema } from './events.schema.ts';
import { amountCents, currency, day, instant, uuid } from './scalars.ts';
import { REVIEW_STATES, STATUSES } from './statuses.ts';
import { termsSchema, type TermsField } from './terms.schema.ts';

const seq = z.int().min(1);
const optionalText = z.string().nullable();

export const paymentSchema = z.strictObject({
  seq,
  amountCents,
  currency,
  paidOn: day.nullable(),
  method: optionalText,
  reference: optionalText,
  at: instant,
  by: actorSchema,
});
export type Payment = z.infer<typeof paymentSchema>;

export const contentSchema = z.strictObject({
  seq,
  url: z.string(),
  title: optionalText,
  deliverableId: uuid.nullable(),
  at: instant,
  by: actorSchema,
  review: z.strictObject({ state: z.enum(REVIEW_STATES), note: optionalText }),
});
export type Content = z.infer<typeof contentSchema>;

export const deliveryStateSchema = deliverySchema.extend({ updatedAt: instant });
export type Delivery = z.infer<typeof deliveryStateSchema>;

/** Reminders sent since the negotiation last moved. */
const remindersSchema = z.strictObject({ sent: z.int().min(0), lastAt: instant.nullable() });

/**
 * The things that can be changed apart from each other. Two people changing different things both win;
 * `touched` holds the seq at which each thing changed last.
 */
export type Thing =
  | 'status'
  | 'owner'
  | 'delivery'
  | 'snooze'
  | 'moved'
  | `terms.${TermsField}`
  | `content:${number}`;

/**
 * What one event replaced, for undo. It is safe to take back as long as `touched` still names this seq for
 * each of `things`. `removes`: the event added an entry, which goes again.
 */
export const undoEntrySchema = z.strictObject({
  seq,
  things: z.array(z.string()),
  removes: z.enum(['payment', 'content', 'note']).optional(),
  before: z.strictObject({
    status: z.enum(STATUSES).optional(),
    statusSince: instant.optional(),
    ownerId: uuid.nullable().optional(),
    terms: termsSchema.partial().optional(),
    delivery: deliveryStateSchema.nullable().optional(),
    snoozedUntil: instant.nullable().optional(),
    movedAt: instant.optional(),
    reminders: remindersSchema.optional(),
    review: z.strictObject({ seq, state: z.enum(REVIEW_STATES), note: optionalText }).optional(),
  }),
});
export type UndoEntry = z.infer<typeof undoEntrySchema>;

/** The whole present state of a collaboration: plain JSON, equal in workflow, row and fold of its events. */
export const stateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: uuid,
  version: seq,
  campaignId: uuid,
  creatorId: uuid,
  ownerId: uuid.nullable(),
  status: z.enum(STATUSES),
  statusSince: instant,
  cancelReason: optionalText,
  terms: termsSchema,
  delivery: deliveryStateSchema.nullable(),
  payments: z.array(paymentSchema),
  content: z.array(contentSchema),
  /** The last event that moved the negotiation: created, status, terms, or a note with `contact`. */
  movedAt: instant,
  snoozedUntil: instant.nullable(),
  reminders: remindersSchema,
  touched: z.record(z.string(), seq),
  undo: z.array(undoEntrySchema),
  createdAt: instant,
  /** The newest event but ReminderSent. */
  updatedAt: instant,
  /** The newest event of any kind: no event's time runs back. */
  lastEventAt: instant,
});
export type CollaborationState = z.infer<typeof stateSchema>;
