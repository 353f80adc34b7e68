import type { CollaborationRow } from '@parley/domain/view';
import { dueOn } from './order.ts';

export const TINTED = [
  'status',
  'campaign',
  'compensation',
  'due',
  'delivery',
  'validation',
  'owner',
  'creator',
  'tags',
  'updated',
] as const;
export type Tinted = (typeof TINTED)[number];

/** What of a row someone else changed, to be tinted for a moment; a new row is tinted as a whole. */
export function changedFields(
  before: CollaborationRow | undefined,
  after: CollaborationRow,
): Tinted[] {
  if (!before) return [...TINTED];
  return TINTED.filter((field) => seen(field, before) !== seen(field, after));
}

function seen(field: Tinted, row: CollaborationRow): string {
  switch (field) {
    case 'status':
      return row.status;
    case 'campaign':
      return row.campaign.name;
    case 'compensation':
      return JSON.stringify(row.terms.compensation);
    case 'due':
      return dueOn(row) ?? '';
    case 'delivery':
      return row.delivery?.status ?? '';
    case 'validation':
      return String(row.creator.validation?.score);
    case 'owner':
      return row.owner?.name ?? '';
    case 'creator':
      return `${row.creator.name} ${row.creator.handle}`;
    case 'tags':
      return row.creator.tags.map((tag) => `${tag.name} ${tag.colour}`).join();
    case 'updated':
      return row.updatedAt;
    default:
      return field satisfies never;
  }
}
