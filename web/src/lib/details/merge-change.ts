import type { CollaborationRow, CollaborationView, EventView } from '@parley/domain/view';

/**
 * The whole collaboration after one more change: the socket tells a list row and the event, which together say
 * everything. Null where they do not (a gap, something taken back): then it must be read again.
 */
export function merged(
  view: CollaborationView,
  next: CollaborationRow,
  event: EventView | null,
): CollaborationView | null {
  if (next.version <= view.version) return view;
  if (isInFull(next)) return next;
  if (event === null || event.seq !== next.version || next.version !== view.version + 1)
    return null;
  const entries = entriesAfter(view, event);
  if (!entries) return null;
  return {
    ...view,
    ...next,
    creator: { ...view.creator, ...next.creator },
    terms: { ...next.terms, conditions: conditionsAfter(view, event) },
    ...entries,
  };
}

function isInFull(row: CollaborationRow): row is CollaborationView {
  return 'payments' in row && 'content' in row;
}

function conditionsAfter(view: CollaborationView, event: EventView): string | null {
  const changed = event.type === 'TermsChanged' ? event.data.conditions : undefined;
  return changed === undefined ? view.terms.conditions : changed;
}

type Entries = Pick<CollaborationView, 'payments' | 'content'>;

function entriesAfter({ payments, content }: CollaborationView, event: EventView): Entries | null {
  const { seq, at, actor: by } = event;
  switch (event.type) {
    case 'PaymentMade':
      return { payments: [...payments, { seq, at, by, ...event.data }], content };
    case 'ContentDelivered':
      return {
        payments,
        content: [
          ...content,
          { seq, at, by, ...event.data, review: { state: 'open', note: null } },
        ],
      };
    case 'ContentReviewed': {
      const { state, note } = event.data;
      const reviewed = content.map((item) =>
        item.seq === event.data.seq ? { ...item, review: { state, note } } : item,
      );
      return { payments, content: reviewed };
    }
    case 'Undone':
      return null;
    default:
      return { payments, content };
  }
}
