import { STATUSES } from '@parley/domain/statuses';
import type { CollaborationRow } from '@parley/domain/view';
import { attentionSince, folded } from './filter.ts';
import type { Sort, SortKey } from './query.ts';

type Value = string | number | null;

/**
 * The list's order as the API sorts it, ties by id. A place is only computed for rows that changed: the others keep
 * the order they were read in, so a different collation can move nothing by itself.
 */
export function compareBy(sort: Sort, now: number) {
  return (a: CollaborationRow, b: CollaborationRow): number => {
    const found = comparisons(sort.key, a, b, now).find((result) => result !== 0) ?? 0;
    const flips = sort.descending && !(isLast(sort.key, a) || isLast(sort.key, b));
    return found === 0 ? order(a.id, b.id) : flips ? -found : found;
  };
}

function comparisons(
  key: SortKey,
  a: CollaborationRow,
  b: CollaborationRow,
  now: number,
): number[] {
  if (key === 'attention') {
    const [left, right] = [attentionSince(a, now), attentionSince(b, now)];
    // What holds comes first, the oldest first; the others by their newest change.
    return left === null && right === null
      ? [order(b.updatedAt, a.updatedAt)]
      : [order(left, right)];
  }
  const [left, right] = [valuesOf(key, a), valuesOf(key, b)];
  return left.map((value, index) => order(value, right[index] ?? null));
}

function valuesOf(key: Exclude<SortKey, 'attention'>, row: CollaborationRow): Value[] {
  switch (key) {
    case 'created':
      return [row.createdAt];
    case 'updated':
      return [row.updatedAt];
    case 'status':
      return [STATUSES.indexOf(row.status)];
    case 'due':
      return [dueOn(row)];
    case 'compensation':
      return [row.terms.compensation.currency, row.terms.compensation.amountCents];
    case 'creator':
      return [folded(row.creator.name)];
    case 'campaign':
      return [folded(row.campaign.name)];
    case 'validation':
      return [row.creator.validation?.score ?? null];
    default:
      return key satisfies never;
  }
}

/** What has no value comes last, whichever way the sort runs. */
function isLast(key: SortKey, row: CollaborationRow): boolean {
  return key !== 'attention' && valuesOf(key, row).at(-1) === null;
}

function order(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

/** The day a row's "due" shows and sorts by: the first open deliverable's, else the timeline's. */
export function dueOn(row: CollaborationRow): string | null {
  const days = row.terms.deliverables
    .filter((item) => item.delivered < item.quantity)
    .flatMap((item) => (item.dueOn === null ? [] : [item.dueOn]));
  return days.sort()[0] ?? row.terms.timeline.dueOn;
}
