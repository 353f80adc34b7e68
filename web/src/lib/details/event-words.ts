import type { EventType } from '@parley/domain/events.schema';

/** Event types a timeline may show: those of today and the edited notes that come with them. */
export type ShownEventType = EventType | 'NoteEdited' | 'NoteDeleted';

/** What every timeline entry starts with; names that assistive technology and tests find. */
export const EVENT_WORDS: Record<ShownEventType, string> = {
  Created: 'Created',
  StatusChanged: 'Status changed',
  PaymentMade: 'Payment made',
  ContentDelivered: 'Content delivered',
  ContentReviewed: 'Content reviewed',
  NoteAdded: 'Note added',
  NoteEdited: 'Note edited',
  NoteDeleted: 'Note deleted',
  DeliveryUpdated: 'Delivery updated',
  TermsChanged: 'Terms changed',
  OwnerAssigned: 'Owner assigned',
  ReminderSent: 'Reminder sent',
  ReminderSnoozed: 'Reminder snoozed',
  Undone: 'Taken back',
};
