import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { ATTENTION_CODES } from '@parley/domain/view';
import { codeOf, type Facet, PASSES } from './checks.ts';
import { SCORE_VALUES, type Selection } from './selection.ts';

/**
 * By filter: how many rows each number of its column has that all other filters leave. Of `tag` the numbers are
 * creators, of `attention` sets of codes (one bit each), of the others what the columns hold.
 */
export interface FacetCounts {
  readonly total: number;
  readonly by: Readonly<Record<Facet, Int32Array>>;
}

/** Counts for every filter at once: one walk over the numbers for each. */
export function facetCounts(selection: Selection): FacetCounts {
  const { columns, holding, missed } = selection;
  const counted = (facet: Facet, column: Int32Array, size: number) =>
    countedBy(missed, codeOf(facet), column, new Int32Array(size));
  const creators = columns.creators.size;
  return {
    total: passing(missed),
    by: {
      status: counted('status', columns.status, STATUSES.length),
      campaign: counted('campaign', columns.campaign, columns.campaigns.size),
      creator: counted('creator', columns.creator, creators),
      owner: counted('owner', columns.owner, columns.owners.size + 1),
      tag: counted('tag', columns.creator, creators),
      delivery: counted('delivery', columns.delivery, DELIVERY_STATUSES.length + 1),
      validation: counted('validation', columns.score, SCORE_VALUES.length),
      attention: counted('attention', holding, 1 << ATTENTION_CODES.length),
      unpaid: counted('unpaid', columns.isUnpaid, 2),
    },
  };
}

/** Counts the rows that all filters leave, or that only this one takes away, by the number in the column. */
function countedBy(
  missed: Uint8Array,
  own: number,
  column: Int32Array,
  counts: Int32Array,
): Int32Array {
  for (let row = 0; row < missed.length; row += 1) {
    if (missed[row] !== PASSES && missed[row] !== own) continue;
    const value = column[row] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

function passing(missed: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < missed.length; row += 1) if (missed[row] === PASSES) count += 1;
  return count;
}
