import type { ChangeName } from '@parley/domain/commands.schema';
import type { EventType } from '@parley/domain/events.schema';
import { newId } from './caller.ts';

/** A life with every kind of change, in an order in which each of them alters something. `$version` stands for itself. */
export const LIFE: readonly (readonly [ChangeName, (version: number) => object, EventType])[] = [
  ['changeStatus', () => ({ to: 'Negotiating' }), 'StatusChanged'],
  ['addNote', () => ({ text: 'Answered by mail', contact: true }), 'NoteAdded'],
  [
    'editTerms',
    () => ({
      deliverables: [{ type: 'Reel', quantity: 2 }],
      compensation: { amountCents: 120_000, currency: 'EUR' },
      shipsProduct: true,
    }),
    'TermsChanged',
  ],
  [
    'snoozeReminder',
    () => ({ until: new Date(Date.now() + 3_600_000).toISOString() }),
    'ReminderSnoozed',
  ],
  ['assignOwner', () => ({ ownerId: newId() }), 'OwnerAssigned'],
  ['updateDelivery', () => ({ status: 'In Transit', carrier: 'Post' }), 'DeliveryUpdated'],
  ['deliverContent', () => ({ url: 'https://example.com/reel' }), 'ContentDelivered'],
  [
    'reviewContent',
    (version) => ({ seq: version, state: 'changes asked', note: 'Louder' }),
    'ContentReviewed',
  ],
  ['recordPayment', () => ({ amountCents: 5_000, currency: 'EUR' }), 'PaymentMade'],
  ['changeStatus', () => ({ to: 'Fulfilling' }), 'StatusChanged'],
  ['undo', (version) => ({ seq: version }), 'Undone'],
];
