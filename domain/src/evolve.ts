import type { CollaborationEvent, EventOf } from './events.schema.ts';
import { EMPTY_TERMS } from './empty-terms.ts';
import { replaced, trimmed } from './undo-entries.ts';
import type { CollaborationState, Thing, UndoEntry } from './state.schema.ts';
import { restored } from './restore.ts';
import { isFinal } from './statuses.ts';

const NO_REMINDERS: CollaborationState['reminders'] = { sent: 0, lastAt: null };

/**
 * The state after an event; total over every event that `decide` made of that state. The fold of all events is
 * the state. Throws only for an event that does not follow the state's version: a bug of the caller.
 */
export function evolve(
  state: CollaborationState | null,
  event: CollaborationEvent,
): CollaborationState {
  const version = state?.version ?? 0;
  if (event.seq !== version + 1) {
    throw new RangeError(`Event ${event.seq} does not follow version ${version}.`);
  }
  if (event.type === 'Created') return created(event);
  if (state === null) throw new RangeError(`${event.type} cannot be the first event.`);
  const framed: CollaborationState = {
    ...state,
    version: event.seq,
    lastEventAt: event.at,
    updatedAt: event.type === 'ReminderSent' ? state.updatedAt : event.at,
  };
  return withUndo(state, change(framed, event), event);
}

function created(event: EventOf<'Created'>): CollaborationState {
  const { id, campaignId, creatorId, ownerId, terms, shipsProduct } = event.data;
  const at = event.at;
  return {
    schemaVersion: 1,
    id,
    version: 1,
    campaignId,
    creatorId,
    ownerId,
    status: 'Pending',
    statusSince: at,
    cancelReason: null,
    terms: { ...EMPTY_TERMS, ...terms },
    delivery: shipsProduct ? shipmentFrom(at) : null,
    payments: [],
    content: [],
    movedAt: at,
    snoozedUntil: null,
    reminders: NO_REMINDERS,
    touched: {},
    undo: [],
    createdAt: at,
    updatedAt: at,
    lastEventAt: at,
  };
}

function shipmentFrom(at: string): CollaborationState['delivery'] {
  return { status: 'Pending', carrier: null, trackingNumber: null, reason: null, updatedAt: at };
}

function change(state: CollaborationState, event: CollaborationEvent): CollaborationState {
  switch (event.type) {
    case 'Created':
      return state;
    case 'StatusChanged':
      return statusChanged(state, event);
    case 'TermsChanged':
      return termsChanged(state, event);
    case 'PaymentMade': {
      const payment = { seq: event.seq, at: event.at, by: event.actor, ...event.data };
      return { ...state, payments: [...state.payments, payment] };
    }
    case 'ContentDelivered':
      return contentDelivered(state, event);
    case 'ContentReviewed':
      return contentReviewed(state, event);
    case 'NoteAdded':
      return event.data.contact ? moved(state, event) : state;
    case 'DeliveryUpdated': {
      const { from: _from, ...delivery } = event.data;
      return touch({ ...state, delivery: { ...delivery, updatedAt: event.at } }, event, 'delivery');
    }
    case 'OwnerAssigned':
      return touch({ ...state, ownerId: event.data.ownerId }, event, 'owner');
    case 'ReminderSent':
      return { ...state, reminders: { sent: event.data.number, lastAt: event.at } };
    case 'ReminderSnoozed':
      return touch({ ...state, snoozedUntil: event.data.until }, event, 'snooze');
    case 'Undone':
      return restored(state, event);
    default:
      return event satisfies never;
  }
}

function statusChanged(
  state: CollaborationState,
  event: EventOf<'StatusChanged'>,
): CollaborationState {
  const { to, reason } = event.data;
  const cancelReason = to === 'Cancelled' ? reason : null;
  return moved(
    touch({ ...state, status: to, statusSince: event.at, cancelReason }, event, 'status'),
    event,
  );
}

function termsChanged(
  state: CollaborationState,
  event: EventOf<'TermsChanged'>,
): CollaborationState {
  const { shipsProduct, ...fields } = event.data;
  const things: Thing[] = [];
  if (fields.deliverables !== undefined) things.push('terms.deliverables');
  if (fields.compensation !== undefined) things.push('terms.compensation');
  if (fields.timeline !== undefined) things.push('terms.timeline');
  if (fields.conditions !== undefined) things.push('terms.conditions');
  if (shipsProduct !== undefined) things.push('delivery');
  const terms = {
    deliverables: fields.deliverables ?? state.terms.deliverables,
    compensation: fields.compensation ?? state.terms.compensation,
    timeline: fields.timeline ?? state.terms.timeline,
    conditions: fields.conditions === undefined ? state.terms.conditions : fields.conditions,
  };
  const delivery =
    shipsProduct === undefined ? state.delivery : shipsProduct ? shipmentFrom(event.at) : null;
  return moved(touch({ ...state, terms, delivery }, event, ...things), event);
}

function contentDelivered(
  state: CollaborationState,
  event: EventOf<'ContentDelivered'>,
): CollaborationState {
  const item: CollaborationState['content'][number] = {
    seq: event.seq,
    at: event.at,
    by: event.actor,
    ...event.data,
    review: { state: 'open', note: null },
  };
  return touch({ ...state, content: [...state.content, item] }, event, `content:${event.seq}`);
}

function contentReviewed(
  state: CollaborationState,
  event: EventOf<'ContentReviewed'>,
): CollaborationState {
  const { seq, state: reviewState, note } = event.data;
  const content = state.content.map((item) =>
    item.seq === seq ? { ...item, review: { state: reviewState, note } } : item,
  );
  return touch({ ...state, content }, event, `content:${seq}`);
}

/** The negotiation moved: reminders count from here. */
function moved(state: CollaborationState, event: CollaborationEvent): CollaborationState {
  return touch({ ...state, movedAt: event.at, reminders: NO_REMINDERS }, event, 'moved');
}

function touch(
  state: CollaborationState,
  event: CollaborationEvent,
  ...things: Thing[]
): CollaborationState {
  const seqs = Object.fromEntries(things.map((thing) => [thing, event.seq]));
  return { ...state, touched: { ...state.touched, ...seqs } };
}

/** Remembers what the event replaced. A move into a final status is never taken back, so it is not kept. */
function withUndo(
  before: CollaborationState,
  after: CollaborationState,
  event: CollaborationEvent,
): CollaborationState {
  const isForGood = event.type === 'StatusChanged' && isFinal(event.data.to);
  const entry: UndoEntry | null = isForGood ? null : replaced(before, event);
  return entry === null ? after : { ...after, undo: trimmed([...after.undo, entry]) };
}
