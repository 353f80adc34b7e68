import { LIMITS } from '@parley/domain/limits';
import { isFinal, type Status } from '@parley/domain/statuses';
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
    case 'NoteAdded':
      return [`note:${event.seq}`];
    case 'ContentReviewed':
      return [`entry:${event.data.seq}`];
    default:
      return [];
  }
}

/** Taking an entry back changes its things once more. */
function thingsChanged(event: EventView, events: readonly EventView[]): string[] {
  if (event.type !== 'Undone') return thingsOf(event);
  const taken = events.find(({ seq }) => seq === event.data.seq);
  return taken ? thingsOf(taken) : [];
}

/**
 * The entries that may offer Undo: nothing of theirs changed since, not taken back, not final, and young enough
 * that the workflow still keeps what was before. A first look only; the server decides and says what came after.
 */
export function undoable(events: readonly EventView[], now: Status): ReadonlySet<number> {
  const undone = takenBack(events);
  const changedSince = new Set<string>();
  const safe = new Set<number>();
  let kept = 0;
  for (const event of events) {
    const things = thingsChanged(event, events);
    if (things.length === 0 || undone.has(event.seq)) continue;
    if (event.type === 'Undone') {
      for (const thing of things) changedSince.add(thing);
      continue;
    }
    kept += 1;
    if (kept > LIMITS.undoEntries) break;
    if (!isClosed(event, now) && things.every((thing) => !changedSince.has(thing)))
      safe.add(event.seq);
    for (const thing of things) changedSince.add(thing);
  }
  return safe;
}

/** Status and terms of a completed or cancelled collaboration stay as they are. */
const isClosed = (event: EventView, now: Status) =>
  (event.type === 'StatusChanged' && isFinal(event.data.to)) ||
  (isFinal(now) && (event.type === 'StatusChanged' || event.type === 'TermsChanged'));
