import type {
  ChangeBody,
  ChangeName,
  CommandMeta,
  CreateBody,
} from '@parley/domain/commands.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { UpdateAnswer } from '@parley/domain/wire.schema';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

/** The one argument of a change: the body of its HTTP route with the optional meta fields beside it. */
export type ChangeArgument<N extends ChangeName> = ChangeBody<N> & CommandMeta;
export type CreateArgument = CreateBody & { readonly id: string } & CommandMeta;

/**
 * Every update of a collaboration. Each answers data, also for refusals; it fails only for a bug. Safe to repeat
 * with the same `commandId`. With `known` the caller projects the answer, without it the workflow does.
 */
export const updates = {
  create: defineUpdate<UpdateAnswer, [CreateArgument]>('create'),
  changeStatus: defineUpdate<UpdateAnswer, [ChangeArgument<'changeStatus'>]>('changeStatus'),
  recordPayment: defineUpdate<UpdateAnswer, [ChangeArgument<'recordPayment'>]>('recordPayment'),
  deliverContent: defineUpdate<UpdateAnswer, [ChangeArgument<'deliverContent'>]>('deliverContent'),
  reviewContent: defineUpdate<UpdateAnswer, [ChangeArgument<'reviewContent'>]>('reviewContent'),
  addNote: defineUpdate<UpdateAnswer, [ChangeArgument<'addNote'>]>('addNote'),
  updateDelivery: defineUpdate<UpdateAnswer, [ChangeArgument<'updateDelivery'>]>('updateDelivery'),
  editTerms: defineUpdate<UpdateAnswer, [ChangeArgument<'editTerms'>]>('editTerms'),
  assignOwner: defineUpdate<UpdateAnswer, [ChangeArgument<'assignOwner'>]>('assignOwner'),
  snoozeReminder: defineUpdate<UpdateAnswer, [ChangeArgument<'snoozeReminder'>]>('snoozeReminder'),
  undo: defineUpdate<UpdateAnswer, [ChangeArgument<'undo'>]>('undo'),
} as const;

/** Every signal of a collaboration. A bad one is recorded as a refusal; the workflow projects the others itself. */
export const signals = {
  changeStatus: defineSignal<[ChangeArgument<'changeStatus'>]>('changeStatus'),
  recordPayment: defineSignal<[ChangeArgument<'recordPayment'>]>('recordPayment'),
  deliverContent: defineSignal<[ChangeArgument<'deliverContent'>]>('deliverContent'),
  reviewContent: defineSignal<[ChangeArgument<'reviewContent'>]>('reviewContent'),
  addNote: defineSignal<[ChangeArgument<'addNote'>]>('addNote'),
  updateDelivery: defineSignal<[ChangeArgument<'updateDelivery'>]>('updateDelivery'),
  editTerms: defineSignal<[ChangeArgument<'editTerms'>]>('editTerms'),
  assignOwner: defineSignal<[ChangeArgument<'assignOwner'>]>('assignOwner'),
  snoozeReminder: defineSignal<[ChangeArgument<'snoozeReminder'>]>('snoozeReminder'),
  undo: defineSignal<[ChangeArgument<'undo'>]>('undo'),
  /** The reminder policy or the campaign's status changed: both are read again. */
  settingsChanged: defineSignal<[]>('settingsChanged'),
  /** Continue as new, so that the newest code runs; a parked projection is tried again. */
  upgrade: defineSignal<[]>('upgrade'),
} as const;

/** The whole present state; null before `create`. */
export const stateQuery = defineQuery<CollaborationState | null>('state');

/** What the Temporal UI says of each message. */
export const MEANING: Record<keyof typeof updates | keyof typeof signals | 'state', string> = {
  create:
    'Makes the collaboration: {"id", "campaignId", "creatorId", "ownerId"?, "terms"?, "shipsProduct"?}',
  changeStatus: 'Sets the status: {"to", "reason"?}',
  recordPayment:
    'Records a payment: {"amountCents", "currency", "paidOn"?, "method"?, "reference"?}',
  deliverContent: 'Hands in content: {"url", "title"?, "deliverableId"?}',
  reviewContent: 'Accepts content or asks for changes: {"seq", "state", "note"?}',
  addNote: 'Adds a note: {"text", "contact"?}',
  updateDelivery: 'Sets the delivery: {"status", "carrier"?, "trackingNumber"?, "reason"?}',
  editTerms:
    'Edits the terms: any of {"deliverables", "compensation", "timeline", "conditions", "shipsProduct"}',
  assignOwner: 'Gives it to an owner: {"ownerId"}, null for nobody',
  snoozeReminder: 'Holds reminders back: {"until"}',
  undo: 'Takes an event back where that is safe: {"seq"}',
  settingsChanged: 'The reminder policy or the campaign changed: reads them again',
  upgrade: 'Continues as new: the newest code runs, and parked projections are tried again',
  state: 'The whole present state',
};
