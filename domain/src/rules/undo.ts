import type { CollaborationState, UndoEntry } from '../state.schema.ts';
import { isFinal } from '../statuses.ts';
import { happened, refused, type Outcome } from './outcome.ts';

/**
 * Takes back the event `seq` as long as nothing has touched the same things since; otherwise says what came
 * after. Moves into Completed and Cancelled, reminders and undos themselves are never taken back.
 */
export function undo(state: CollaborationState, seq: number): Outcome {
  const entry = state.undo.find((candidate) => candidate.seq === seq);
  const reason = entry ? whyUnsafe(state, entry) : whyNotKept(state, seq);
  return reason === null
    ? happened({ type: 'Undone', data: { seq } })
    : refused('UNDO_UNSAFE', reason);
}

/** Whether `undo` of this event would be accepted now. */
export function canUndo(state: CollaborationState, seq: number): boolean {
  return undo(state, seq).kind === 'event';
}

function whyNotKept(state: CollaborationState, seq: number): string {
  if (seq > state.version) return `There is no event ${seq} in this collaboration.`;
  return `Event ${seq} cannot be taken back: it is final, was taken back already, or is too old.`;
}

function whyUnsafe(state: CollaborationState, entry: UndoEntry): string | null {
  const later = entry.things.flatMap((thing) => {
    const seq = state.touched[thing] ?? entry.seq;
    return seq === entry.seq ? [] : [{ thing, seq }];
  })[0];
  if (later) {
    return `Event ${entry.seq} cannot be taken back: event ${later.seq} changed the ${wordFor(later.thing)} after it.`;
  }
  const isTermsOrStatus = entry.before.terms !== undefined || entry.before.status !== undefined;
  if (isTermsOrStatus && isFinal(state.status)) {
    return `Event ${entry.seq} cannot be taken back: the collaboration is ${state.status} since.`;
  }
  return whyDeliverableStays(state, entry);
}

/** A deliverable for which content came in since must not vanish. */
function whyDeliverableStays(state: CollaborationState, entry: UndoEntry): string | null {
  const before = entry.before.terms?.deliverables;
  if (!before) return null;
  const kept = new Set(before.map((item) => item.id));
  const orphan = state.content.find(
    (item) => item.seq > entry.seq && item.deliverableId !== null && !kept.has(item.deliverableId),
  );
  if (!orphan) return null;
  return `Event ${entry.seq} cannot be taken back: event ${orphan.seq} delivered content for a deliverable it added.`;
}

function wordFor(thing: string): string {
  if (thing.startsWith('content:')) return 'review of that content';
  return thing.startsWith('terms.') ? thing.slice('terms.'.length) : thing;
}
