import type { EventOf } from './events.schema.ts';
import type { CollaborationState, UndoEntry } from './state.schema.ts';

/** The state with the event named by an Undone taken back. An entry that is not kept any more restores nothing. */
export function restored(state: CollaborationState, event: EventOf<'Undone'>): CollaborationState {
  const entry = state.undo.find((candidate) => candidate.seq === event.data.seq);
  if (!entry) return state;
  const { terms, review: _review, movedAt, reminders, ...fields } = entry.before;
  const isLastMove = state.touched['moved'] === entry.seq;
  return {
    ...withoutEntry(state, entry),
    ...defined(fields),
    terms: { ...state.terms, ...defined(terms ?? {}) },
    content: contentBefore(state, entry),
    ...(isLastMove ? defined({ movedAt, reminders }) : {}),
    touched: touchedBy(state, entry, event.seq),
    undo: state.undo.filter((candidate) => candidate !== entry),
  };
}

function withoutEntry(state: CollaborationState, entry: UndoEntry): CollaborationState {
  if (entry.removes !== 'payment') return state;
  return { ...state, payments: state.payments.filter((payment) => payment.seq !== entry.seq) };
}

function contentBefore(state: CollaborationState, entry: UndoEntry): CollaborationState['content'] {
  if (entry.removes === 'content') return state.content.filter((item) => item.seq !== entry.seq);
  const review = entry.before.review;
  if (!review) return state.content;
  return state.content.map((item) =>
    item.seq === review.seq
      ? { ...item, review: { state: review.state, note: review.note } }
      : item,
  );
}

function touchedBy(
  state: CollaborationState,
  entry: UndoEntry,
  seq: number,
): Record<string, number> {
  const things = entry.before.movedAt === undefined ? entry.things : [...entry.things, 'moved'];
  return { ...state.touched, ...Object.fromEntries(things.map((thing) => [thing, seq])) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there: an undefined one must not empty the state's. */
function defined<T extends object>(fields: T): Defined<T>;
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
