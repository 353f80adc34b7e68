import type { EventView } from '@parley/domain/view';

/** The seqs that later entries took back: they are struck through. */
export function takenBack(events: readonly EventView[]): ReadonlySet<number> {
  return new Set(events.flatMap((event) => (event.type === 'Undone' ? [event.data.seq] : [])));
}

/** Newest first, each seq once; an entry that came twice (read and live) is the newer one. */
export function joinEvents(older: readonly EventView[], newer: readonly EventView[]): EventView[] {
  const bySeq = new Map([...older, ...newer].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}

/** What an entry changed, so that a later entry of the same thing makes taking it back unsafe. */
function thingsOf(event: EventView): string[] {
  switch (event.type) {
    case 'StatusChanged':
      return ['status'];
    case 'DeliveryUpdated':
      return ['delivery'];
    case 'OwnerAssigned':
      return ['owner'];
    case 'TermsChanged':
      return Object.keys(event.data).map((field) =>
        field === 'shipsProduct' ? 'delivery' : field,
      );
    case 'ReminderSnoozed':
      return ['snooze'];
    case 'PaymentMade':
    case 'ContentDelivered':
      return [`entry:${event.seq}`];
    case 'ContentReviewed':
      return [`entry:${event.data.seq}`];
    default:
      return [];
  }
}

/**
 * The entries that may offer Undo: nothing of theirs changed since, not taken back, not final. It is a first
 * look only; the server decides and says what came after.
 */
export function undoable(events: readonly EventView[]): ReadonlySet<number> {
  const undone = takenBack(events);
  const changedSince = new Set<string>();
  const safe = new Set<number>();
  for (const event of events) {
    if (event.type === 'Undone' || undone.has(event.seq)) continue;
    const things = thingsOf(event);
    if (
      things.length > 0 &&
      !isFinalStep(event) &&
      things.every((thing) => !changedSince.has(thing))
    ) {
      safe.add(event.seq);
    }
    for (const thing of things) changedSince.add(thing);
  }
  return safe;
}

const isFinalStep = (event: EventView) =>
  event.type === 'StatusChanged' &&
  (event.data.to === 'Completed' || event.data.to === 'Cancelled');
