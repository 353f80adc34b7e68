import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { amountCents, currency, day, uuid } from './scalars.ts';
import { shortText, text } from './text.ts';

/** How many of one deliverable can be asked for. */
const quantity = z.int().min(1).max(10_000);

/** A percentage with at most two decimals, 0.01 to 100. */
const commissionPercent = z
  .number()
  .min(0.01)
  .max(100)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, 'at most two decimals');

/** One asked-for piece of content as a state keeps it. */
export const deliverableSchema = z.strictObject({
  id: uuid,
  type: shortText,
  quantity,
  requirements: shortText.nullable(),
  dueOn: day.nullable(),
});
export type Deliverable = z.infer<typeof deliverableSchema>;

/** A deliverable as a caller sends it: without `id` it is new; quantity is 1 unless said. */
export const deliverableInput = z.strictObject({
  id: uuid.optional(),
  type: shortText,
  quantity: quantity.default(1),
  requirements: shortText.nullish(),
  dueOn: day.nullish(),
  /** Computed; taken and ignored so that a caller can send back what it read. */
  delivered: z.int().optional(),
});
export type DeliverableInput = z.infer<typeof deliverableInput>;

export const compensationSchema = z.strictObject({
  amountCents: amountCents.nullable(),
  currency: currency.nullable(),
  commissionPercent: commissionPercent.nullable(),
  product: shortText.nullable(),
});
export type Compensation = z.infer<typeof compensationSchema>;

export const COMPENSATION_KINDS = ['none', 'fixed', 'commission', 'product', 'mix'] as const;
export type CompensationKind = (typeof COMPENSATION_KINDS)[number];

/** A compensation as sent: a part left out is empty; an amount needs its currency. */
export const compensationInput = z
  .strictObject({
    kind: z.enum(COMPENSATION_KINDS).optional(),
    amountCents: amountCents.nullish(),
    currency: currency.nullish(),
    commissionPercent: commissionPercent.nullish(),
    product: shortText.nullish(),
  })
  .refine((value) => value.amountCents == null || value.currency != null, {
    path: ['currency'],
    message: 'an amount needs a currency',
  });
export type CompensationInput = z.infer<typeof compensationInput>;

export const timelineSchema = z.strictObject({ startsOn: day.nullable(), dueOn: day.nullable() });
export type Timeline = z.infer<typeof timelineSchema>;

export const timelineInput = z
  .strictObject({ startsOn: day.nullish(), dueOn: day.nullish() })
  .refine((value) => !value.startsOn || !value.dueOn || value.startsOn <= value.dueOn, {
    path: ['dueOn'],
    message: 'must not be before startsOn',
  });

export const conditionsText = text(LIMITS.conditionsChars);

/** The terms as a state keeps them; what is not agreed is null. */
export const termsSchema = z.strictObject({
  deliverables: z.array(deliverableSchema).max(LIMITS.deliverables),
  compensation: compensationSchema,
  timeline: timelineSchema,
  conditions: conditionsText.nullable(),
});
export type Terms = z.infer<typeof termsSchema>;

/** Terms as a caller sends them: a field left out stays (on creation: is empty), null empties it. */
export const termsInput = z.strictObject({
  deliverables: z.array(deliverableInput).max(LIMITS.deliverables).nullish(),
  compensation: compensationInput.nullish(),
  timeline: timelineInput.nullish(),
  conditions: conditionsText.nullish(),
});
export type TermsInput = z.infer<typeof termsInput>;

export const TERMS_FIELDS = ['deliverables', 'compensation', 'timeline', 'conditions'] as const;
export type TermsField = (typeof TERMS_FIELDS)[number];

export const EMPTY_TERMS: Terms = {
  deliverables: [],
  compensation: { amountCents: null, currency: null, commissionPercent: null, product: null },
  timeline: { startsOn: null, dueOn: null },
  conditions: null,
};
