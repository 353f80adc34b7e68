import type { Actor } from './actor.schema.ts';
import type { Command } from './commands.schema.ts';
import { decide } from './decide.ts';
import { deliveredCount } from './deliverables.ts';
import { evolve } from './evolve.ts';
import { compensationKind, paidCentsOf, paidSums, sumByCurrency } from './money.ts';
import type { Refusal } from './refusals.ts';
import type { CollaborationState } from './state.schema.ts';
import type { ActorView, CollaborationRow, CollaborationView, Named } from './view.ts';

/** Who is asking, and how the reader names people: a view shows names, a state has ids only. */
export interface Names {
  readonly me: ActorView;
  readonly person: (id: string) => Named | null;
}

export type Shown<V> =
  | { readonly kind: 'shown'; readonly view: V }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * What a view shows at once when a command is sent, by the same rules that will decide it. The version stays that
 * of the view: it is confirmed only by the answer. A list row knows no payments, content or conditions; what an
 * event adds to them counts into its sums.
 */
export function shownAtOnce<V extends CollaborationRow>(
  view: V,
  command: Command,
  names: Names,
): Shown<V> {
  const before = stateOf(view);
  // What may be taken back is only known to the workflow: an undo is shown when it is confirmed.
  if (command.name === 'undo') return { kind: 'unchanged' };
  const decision = decide(before, { ...command, expectedVersion: undefined });
  if (decision.kind !== 'event') return decision;
  return { kind: 'shown', view: overlaid(view, before, evolve(before, decision.event), names) };
}

/** The part of the state that a view tells; enough for `decide` to judge what a person may do next. */
export function stateOf(view: CollaborationRow): CollaborationState {
  const { creator, campaign, owner, createdAt, updatedAt, statusSince } = view;
  return {
    schemaVersion: 1,
    id: view.id,
    version: view.version,
    campaignId: campaign.id,
    creatorId: creator.id,
    ownerId: owner?.id ?? null,
    status: view.status,
    statusSince,
    cancelReason: view.cancelReason,
    terms: termsOf(view),
    delivery: view.delivery,
    ...entriesOf(view),
    movedAt: statusSince,
    snoozedUntil: null,
    reminders: { sent: 0, lastAt: null },
    touched: {},
    undo: [],
    createdAt,
    updatedAt,
    lastEventAt: updatedAt,
  };
}

function isInFull(view: CollaborationRow): view is CollaborationView {
  return 'content' in view && 'payments' in view;
}

function termsOf(view: CollaborationRow): CollaborationState['terms'] {
  const { kind: _computed, ...compensation } = view.terms.compensation;
  return {
    deliverables: view.terms.deliverables.map(({ delivered: _delivered, ...item }) => item),
    compensation,
    timeline: view.terms.timeline,
    conditions: isInFull(view) ? view.terms.conditions : null,
  };
}

function entriesOf(view: CollaborationRow): Pick<CollaborationState, 'payments' | 'content'> {
  if (!isInFull(view)) return { payments: [], content: [] };
  return {
    payments: view.payments.map((payment) => ({ ...payment, by: actorOf(payment.by) })),
    content: view.content.map((item) => ({
      ...item,
      by: actorOf(item.by),
      review: { ...item.review },
    })),
  };
}

function actorOf(view: ActorView): Actor {
  return { kind: view.kind, id: view.id };
}

function overlaid<V extends CollaborationRow>(
  view: V,
  before: CollaborationState,
  state: CollaborationState,
  names: Names,
): V {
  const added = state.payments.slice(before.payments.length);
  const paid = sumByCurrency([...view.paid, ...paidSums({ payments: added })]);
  const row = {
    ...view,
    status: state.status,
    statusSince: state.statusSince,
    cancelReason: state.cancelReason,
    owner: state.ownerId === before.ownerId ? view.owner : nameOf(state.ownerId, names),
    terms: termsShown(view, before, state),
    delivery: state.delivery,
    paid,
    paidCents: paidCentsOf(paid, state.terms.compensation.currency),
    updatedAt: state.updatedAt,
  };
  return isInFull(view) ? { ...row, ...entriesShown(view, state, names) } : row;
}

function nameOf(id: string | null, names: Names): Named | null {
  return id === null ? null : (names.person(id) ?? { id, name: '' });
}

/** Deliverables count what the view knew plus what the event changed: a row knows no content of its own. */
function termsShown<V extends CollaborationRow>(
  view: V,
  before: CollaborationState,
  state: CollaborationState,
): V['terms'] {
  const known = new Map(view.terms.deliverables.map((item) => [item.id, item.delivered]));
  const { compensation, timeline, conditions } = state.terms;
  return {
    ...view.terms,
    deliverables: state.terms.deliverables.map((item) => ({
      ...item,
      delivered:
        (known.get(item.id) ?? 0) +
        deliveredCount(state, item.id) -
        deliveredCount(before, item.id),
    })),
    compensation: { ...compensation, kind: compensationKind(compensation) },
    timeline,
    ...(isInFull(view) ? { conditions } : {}),
  };
}

function entriesShown(
  view: CollaborationView,
  state: CollaborationState,
  names: Names,
): Pick<CollaborationView, 'payments' | 'content'> {
  const by = (seq: number, shown: readonly { readonly seq: number; readonly by: ActorView }[]) =>
    shown.find((entry) => entry.seq === seq)?.by ?? names.me;
  return {
    payments: state.payments.map((payment) => ({ ...payment, by: by(payment.seq, view.payments) })),
    content: state.content.map((item) => ({ ...item, by: by(item.seq, view.content) })),
  };
}
