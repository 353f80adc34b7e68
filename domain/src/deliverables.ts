import type { CollaborationState } from './state.schema.ts';
import type { Deliverable } from './terms.schema.ts';

/** Content for a deliverable that was not sent back. */
export function deliveredCount(
  state: Pick<CollaborationState, 'content'>,
  deliverableId: string,
): number {
  return state.content.filter(
    (item) => item.deliverableId === deliverableId && item.review.state !== 'changes asked',
  ).length;
}

/** Deliverables that are not met: less content than asked for. */
export function openDeliverables(
  state: Pick<CollaborationState, 'content' | 'terms'>,
): Deliverable[] {
  return state.terms.deliverables.filter((item) => deliveredCount(state, item.id) < item.quantity);
}

/** The day that "due" sorts by: the earliest of the open deliverables', else the timeline's; null where none is set. */
export function dueOn(state: Pick<CollaborationState, 'content' | 'terms'>): string | null {
  const days = openDeliverables(state).flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]));
  return days.sort()[0] ?? state.terms.timeline.dueOn;
}
