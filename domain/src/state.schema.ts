import { z } from 'zod';
import { actorSchema } from './actor.schema.ts';
import { deliverySchema } from './events.schema.ts';
import { amountCents, currency, day, instant, uuid } from './scalars.ts';
import { REVIEW_STATES, STATUSES } from './statuses.ts';
import { termsSchema } from './terms.schema.ts';

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

/**
 * The things that can be changed apart from each other. Two people changing different things both win;
 * `touched` holds the seq at which each thing changed last. `content:<seq>` and the like name single entries.
 */
export type Thing = string;

/** What one event replaced: paths of the state to the values before, for undo. */
export const undoEntrySchema = z.strictObject({
  seq,
  things: z.array(z.string()),
  before: z.record(z.string(), z.unknown()),
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
  /** Reminders sent since `movedAt`. */
  reminders: z.strictObject({ sent: z.int().min(0), lastAt: instant.nullable() }),
  touched: z.record(z.string(), seq),
  undo: z.array(undoEntrySchema),
  createdAt: instant,
  /** The newest event but ReminderSent. */
  updatedAt: instant,
  /** The newest event of any kind: no event's time runs back. */
  lastEventAt: instant,
});
export type CollaborationState = z.infer<typeof stateSchema>;
