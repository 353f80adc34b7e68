import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { actorInput, type Actor } from './actor.schema.ts';
import { amountCents, currency, day, instant, uuid } from './scalars.ts';
import { DELIVERY_STATUSES, STATUSES } from './statuses.ts';
import {
  compensationInput,
  conditionsText,
  deliverablesInput,
  termsInput,
  timelineInput,
} from './terms.schema.ts';
import { httpUrl, shortText, text } from './text.ts';

const reason = text(LIMITS.reasonChars);
const seq = z.int().min(1);

/** The bodies of all changes by name: what the HTTP routes, the signals and the updates take. */
export const COMMAND_BODIES = {
  changeStatus: z.strictObject({ to: z.enum(STATUSES), reason: reason.nullish() }),
  recordPayment: z.strictObject({
    amountCents,
    currency,
    paidOn: day.nullish(),
    method: shortText.nullish(),
    reference: shortText.nullish(),
  }),
  deliverContent: z.strictObject({
    url: httpUrl,
    title: shortText.nullish(),
    deliverableId: uuid.nullish(),
  }),
  reviewContent: z.strictObject({
    seq,
    state: z.enum(['accepted', 'changes asked']),
    note: text(LIMITS.reasonChars).nullish(),
  }),
  addNote: z.strictObject({ text: text(LIMITS.noteChars), contact: z.boolean().optional() }),
  updateDelivery: z.strictObject({
    status: z.enum(DELIVERY_STATUSES),
    carrier: shortText.nullish(),
    trackingNumber: shortText.nullish(),
    reason: reason.nullish(),
  }),
  editTerms: z
    .strictObject({
      deliverables: deliverablesInput.nullish(),
      compensation: compensationInput.nullish(),
      timeline: timelineInput.nullish(),
      conditions: conditionsText.nullish(),
      shipsProduct: z.boolean().optional(),
    })
    .refine(
      (value) => Object.values(value).some((field) => field !== undefined),
      'nothing to change',
    ),
  assignOwner: z.strictObject({ ownerId: uuid.nullable() }),
  snoozeReminder: z.strictObject({ until: instant }),
  undo: z.strictObject({ seq }),
} as const;

/** The changes that signals, updates and the HTTP routes name. */
export type ChangeName = keyof typeof COMMAND_BODIES;
export type ChangeBody<N extends ChangeName> = z.infer<(typeof COMMAND_BODIES)[N]>;

/** The body that makes a collaboration; ids are resolved by the API before. */
export const createBody = z.strictObject({
  campaignId: uuid,
  creatorId: uuid,
  ownerId: uuid.nullish(),
  terms: termsInput.nullish(),
  shipsProduct: z.boolean().optional(),
});
export type CreateBody = z.infer<typeof createBody>;

/** Sent by the workflow's own timer only: the code that holds and how many were sent before. */
export interface SendReminderBody {
  readonly code: 'NEGOTIATION_STALLED';
  readonly number: number;
  readonly escalated: boolean;
}

/** What travels with a body. `known` and `expectedVersion` are versions of this collaboration. */
export const commandMeta = z.strictObject({
  commandId: uuid.optional(),
  actor: actorInput.optional(),
  at: instant.optional(),
  known: z.int().min(0).optional(),
  expectedVersion: z.int().min(1).optional(),
  batchId: uuid.optional(),
});
export type CommandMeta = z.infer<typeof commandMeta>;
export const META_FIELDS = Object.keys(commandMeta.shape);

/** What every command carries once it was parsed at an edge. */
export interface CommandFrame {
  readonly commandId: string;
  readonly actor: Actor;
  /** Instant at which it was asked for; the event's time is this, clamped by the caller of `decide`. */
  readonly at: string;
  /** If-Match: the version the caller saw; a later change of the same thing is a conflict. */
  readonly expectedVersion?: number | undefined;
  readonly batchId?: string | undefined;
}

export type Change = {
  [N in ChangeName]: { readonly name: N; readonly body: ChangeBody<N> };
}[ChangeName];
export type CommandContent =
  | Change
  | { readonly name: 'create'; readonly body: CreateBody & { readonly id: string } }
  | { readonly name: 'sendReminder'; readonly body: SendReminderBody };

/** One asked-for change, parsed. */
export type Command = CommandFrame & CommandContent;
export type CommandName = CommandContent['name'];

export const CHANGE_NAMES: readonly ChangeName[] = [
  'changeStatus',
  'recordPayment',
  'deliverContent',
  'reviewContent',
  'addNote',
  'updateDelivery',
  'editTerms',
  'assignOwner',
  'snoozeReminder',
  'undo',
];
