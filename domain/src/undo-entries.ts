import type { CollaborationEvent } from './events.schema.ts';
import { LIMITS } from './limits.ts';
import { exceedsBytes } from './size.ts';
import type { CollaborationState, UndoEntry } from './state.schema.ts';

/** What an event replaces in the state ahead of it, or null where it is never taken back. */
export function replaced(state: CollaborationState, event: CollaborationEvent): UndoEntry | null {
  const { seq } = event;
  const stillness = { movedAt: state.movedAt, reminders: state.reminders };
  switch (event.type) {
    case 'StatusChanged': {
      const { status, statusSince } = state;
      return { seq, things: ['status'], before: { status, statusSince, ...stillness } };
    }
    case 'TermsChanged':
      return termsReplaced(state, event.data, seq);
    case 'PaymentMade':
      return { seq, things: [], removes: 'payment', before: {} };
    case 'ContentDelivered':
      return { seq, things: [`content:${seq}`], removes: 'content', before: {} };
    case 'ContentReviewed': {
      const item = state.content.find((content) => content.seq === event.data.seq);
      if (!item) return null;
      return {
        seq,
        things: [`content:${item.seq}`],
        before: { review: { seq: item.seq, ...item.review } },
      };
    }
    case 'NoteAdded':
      return { seq, things: [], removes: 'note', before: event.data.contact ? stillness : {} };
    case 'DeliveryUpdated':
      return { seq, things: ['delivery'], before: { delivery: state.delivery } };
    case 'OwnerAssigned':
      return { seq, things: ['owner'], before: { ownerId: state.ownerId } };
    case 'ReminderSnoozed':
      return { seq, things: ['snooze'], before: { snoozedUntil: state.snoozedUntil } };
    case 'Created':
    case 'ReminderSent':
    case 'Undone':
      return null;
    default:
      return event satisfies never;
  }
}

type TermsData = Extract<CollaborationEvent, { type: 'TermsChanged' }>['data'];

function termsReplaced(state: CollaborationState, data: TermsData, seq: number): UndoEntry {
  const { deliverables, compensation, timeline, conditions } = state.terms;
  const terms = {
    ...(data.deliverables === undefined ? {} : { deliverables }),
    ...(data.compensation === undefined ? {} : { compensation }),
    ...(data.timeline === undefined ? {} : { timeline }),
    ...(data.conditions === undefined ? {} : { conditions }),
  };
  const things = Object.keys(terms).map((field) => `terms.${field}`);
  const { movedAt, reminders } = state;
  if (data.shipsProduct === undefined)
    return { seq, things, before: { terms, movedAt, reminders } };
  const before = { terms, delivery: state.delivery, movedAt, reminders };
  return { seq, things: [...things, 'delivery'], before };
}

/** The newest entries that fit: what falls out can no longer be taken back, but never blocks a change. */
export function trimmed(entries: readonly UndoEntry[]): UndoEntry[] {
  const kept = entries.slice(-LIMITS.undoEntries);
  while (kept.length > 0 && exceedsBytes(kept, LIMITS.undoBytes)) kept.shift();
  return kept;
}
