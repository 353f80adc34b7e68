import type { EventView } from '@parley/domain/view';

/** What a change of someone else tints, by the names that the parts of the details ask for. */
export function freshThings(event: EventView): string[] {
  const entry = `event:${event.seq}`;
  switch (event.type) {
    case 'StatusChanged':
      return [entry, 'status'];
    case 'PaymentMade':
    case 'ContentDelivered':
      return [entry, `entry:${event.seq}`];
    case 'ContentReviewed':
      return [entry, `entry:${event.data.seq}`];
    case 'DeliveryUpdated':
      return [entry, 'delivery'];
    case 'TermsChanged':
      return [entry, ...Object.keys(event.data)];
    case 'OwnerAssigned':
      return [entry, 'owner'];
    case 'ReminderSnoozed':
    case 'ReminderSent':
      return [entry, 'reminder'];
    default:
      return [entry];
  }
}

/** Who wrote the value that a thing has now, as far back as the timeline is loaded (newest first). */
export function writerOf(events: readonly EventView[], thing: string): string | null {
  const event = events.find((candidate) => freshThings(candidate).slice(1).includes(thing));
  return event?.actor.name ?? null;
}
