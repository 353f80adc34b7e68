import type { ContentView, DeliverableView } from '@parley/domain/view';
import { deliverableWords } from './terms-words.ts';

export interface ContentGroup {
  /** The deliverable's id; null for content that belongs to none of the present terms. */
  readonly id: string | null;
  readonly title: string;
  readonly delivered: number;
  readonly quantity: number | null;
  readonly content: readonly ContentView[];
}

/** Content by the deliverable it is for, in the order of the terms, newest first; the rest comes last. */
export function contentGroups(
  deliverables: readonly DeliverableView[],
  content: readonly ContentView[],
): ContentGroup[] {
  const newest = content.toReversed();
  const known = new Set(deliverables.map(({ id }) => id));
  const groups: ContentGroup[] = deliverables.map((deliverable) => ({
    id: deliverable.id,
    title: deliverableWords(deliverable),
    delivered: deliverable.delivered,
    quantity: deliverable.quantity,
    content: newest.filter(({ deliverableId }) => deliverableId === deliverable.id),
  }));
  const rest = newest.filter(
    ({ deliverableId }) => deliverableId === null || !known.has(deliverableId),
  );
  if (rest.length === 0) return groups;
  return [
    ...groups,
    { id: null, title: 'Other content', delivered: rest.length, quantity: null, content: rest },
  ];
}
