import { type Facet, FACETS, type Selection, visitRows } from './selection.ts';

/**
 * By filter: how many rows each number of its column has that all other filters leave. Of `tag` the numbers are
 * creators, of `attention` sets of codes (one bit each), of the others what the columns hold.
 */
export interface FacetCounts {
  readonly total: number;
  readonly by: Readonly<Record<Facet, Int32Array>>;
}

/** Counts for every filter at once, in one walk over the columns. */
export function facetCounts(selection: Selection): FacetCounts {
  const counters = countersOf(selection);
  const all = FACETS.map((facet) => counters[facet]);
  let total = 0;
  visitRows(selection, (row, missed) => {
    if (missed !== null) return add(counters[missed], row);
    total += 1;
    for (const counter of all) add(counter, row);
  });
  return { total, by: mapped(counters, ({ counts }) => counts) };
}

interface Counter {
  readonly column: Int32Array;
  readonly counts: Int32Array;
}

function countersOf({ columns, holding }: Selection): Record<Facet, Counter> {
  const counter = (column: Int32Array, size: number) => ({ column, counts: new Int32Array(size) });
  return {
    status: counter(columns.status, 5),
    campaign: counter(columns.campaign, columns.campaigns.size),
    creator: counter(columns.creator, columns.creators.size),
    owner: counter(columns.owner, columns.owners.size + 1),
    tag: counter(columns.creator, columns.creators.size),
    delivery: counter(columns.delivery, 5),
    validation: counter(columns.score, 5),
    attention: counter(holding, 128),
    unpaid: counter(columns.isUnpaid, 2),
  };
}

function add({ column, counts }: Counter, row: number): void {
  const value = column[row] ?? 0;
  counts[value] = (counts[value] ?? 0) + 1;
}

function mapped<T, U>(all: Record<Facet, T>, change: (one: T) => U): Record<Facet, U> {
  return {
    status: change(all.status),
    campaign: change(all.campaign),
    creator: change(all.creator),
    owner: change(all.owner),
    tag: change(all.tag),
    delivery: change(all.delivery),
    validation: change(all.validation),
    attention: change(all.attention),
    unpaid: change(all.unpaid),
  };
}
