import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { ATTENTION_CODES, type CollaborationRow } from '@parley/domain/view';
import type { ListFilter } from '../../src/read/list/list-query.ts';
import { type Facet, FACETS } from '../../src/read/list/checks.ts';
import { SCORE_VALUES } from '../../src/read/list/selection.ts';

/** The filters said once more, as plainly as can be, over rows as the API answers them. */

/** The values that a row has of a filter, as the query writes them. */
export function valuesOf(row: CollaborationRow, facet: Facet, now: number): string[] {
  switch (facet) {
    case 'status':
      return [row.status];
    case 'campaign':
      return [row.campaign.id];
    case 'creator':
      return [row.creator.id];
    case 'owner':
      return [row.owner?.id ?? 'none'];
    case 'tag':
      return row.creator.tags.length === 0 ? ['none'] : row.creator.tags.map((tag) => tag.id);
    case 'delivery':
      return [row.delivery?.status ?? 'none'];
    case 'validation':
      return [row.creator.validation === null ? 'none' : String(row.creator.validation.score)];
    case 'attention': {
      const codes = row.attention.filter(({ since }) => Date.parse(since) <= now);
      return codes.length === 0 ? [] : ['true', ...codes.map(({ code }) => code)];
    }
    case 'unpaid':
      return row.attention.some(({ code }) => code === 'PAYMENT_DUE') ? ['true'] : [];
    default:
      return facet satisfies never;
  }
}

/** What the filter names of one kind; empty where it leaves all. */
function namedBy(filter: ListFilter, facet: Facet): readonly string[] {
  const named = filter[facet];
  if (named === undefined) return [];
  return typeof named === 'string' ? [named] : named;
}

/** Whether the row stays, that one filter aside. */
export function stays(
  row: CollaborationRow,
  filter: ListFilter,
  now: number,
  aside: Facet | null = null,
): boolean {
  return FACETS.every((facet) => {
    const named = namedBy(filter, facet);
    if (facet === aside || named.length === 0) return true;
    return valuesOf(row, facet, now).some((value) => named.includes(value));
  });
}

/** How many rows each value of a filter has, the filter itself aside. Values of nothing are left out. */
export function countsBy(
  rows: readonly CollaborationRow[],
  filter: ListFilter,
  facet: Facet,
  now: number,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    if (!stays(row, filter, now, facet)) continue;
    for (const value of valuesOf(row, facet, now)) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** Values that a filter can name whatever the rows are. */
export const FIXED_VALUES = {
  status: STATUSES,
  delivery: ['none', ...DELIVERY_STATUSES],
  validation: SCORE_VALUES,
  attention: ['true', ...ATTENTION_CODES],
  unpaid: ['true'],
} as const;
