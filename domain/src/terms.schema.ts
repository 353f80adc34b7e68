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
  .refine(
    (value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9,
    'at most two decimals',
  );

/** One asked-for piece of content as a state keeps it. */
export const deliverableSchema = z.strictObject({
  id: uuid,
  type: shortText,
  quantity,
  requirements: shortText.nullable(),
  dueOn: day.nullable(),
});
export type Deliverable = z.infer<typeof deliverableSchema>;

/**
 * A deliverable as a caller sends it: without `id` it is new (quantity 1 unless said); with the id of one
 * that is there, a field left out stays.
 */
export const deliverableInput = z.strictObject({
  id: uuid.optional(),
  type: shortText,
  quantity: quantity.optional(),
  requirements: shortText.nullish(),
  dueOn: day.nullish(),
  /** Computed; taken and ignored so that a caller can send back what it read. */
  delivered: z.int().optional(),
});
export type DeliverableInput = z.infer<typeof deliverableInput>;

/** The whole list, by id; no id twice. */
export const deliverablesInput = z
  .array(deliverableInput)
  .max(LIMITS.deliverables)
  .refine(hasNoRepeat, 'names the same deliverable twice');

function hasNoRepeat(list: readonly { readonly id?: string | undefined }[]): boolean {
  const ids = list.flatMap((item) => (item.id ? [item.id] : []));
  return new Set(ids).size === ids.length;
}

export const compensationSchema = z.strictObject({
  amountCents: amountCents.nullable(),
  currency: currency.nullable(),
  commissionPercent: commissionPercent.nullable(),
  product: shortText.nullable(),
});
export type Compensation = z.infer<typeof compensationSchema>;

export const COMPENSATION_KINDS = ['none', 'fixed', 'commission', 'product', 'mix'] as const;
export type CompensationKind = (typeof COMPENSATION_KINDS)[number];

/** A compensation as sent: a part left out stays, null empties it; `kind` is computed, so it is read and ignored. */
export const compensationInput = z.strictObject({
  kind: z.enum(COMPENSATION_KINDS).optional(),
  amountCents: amountCents.nullish(),
  currency: currency.nullish(),
  commissionPercent: commissionPercent.nullish(),
  product: shortText.nullish(),
});
export type CompensationInput = z.infer<typeof compensationInput>;

export const timelineSchema = z.strictObject({ startsOn: day.nullable(), dueOn: day.nullable() });
export type Timeline = z.infer<typeof timelineSchema>;

/** The days of the work as sent: a day left out stays, null empties it. */
export const timelineInput = z.strictObject({ startsOn: day.nullish(), dueOn: day.nullish() });
export type TimelineInput = z.infer<typeof timelineInput>;

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
  deliverables: deliverablesInput.nullish(),
  compensation: compensationInput.nullish(),
  timeline: timelineInput.nullish(),
  conditions: conditionsText.nullish(),
});
export type TermsInput = z.infer<typeof termsInput>;

export const TERMS_FIELDS = ['deliverables', 'compensation', 'timeline', 'conditions'] as const;
export type TermsField = (typeof TERMS_FIELDS)[number];
