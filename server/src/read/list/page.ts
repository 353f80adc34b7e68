import { z } from 'zod';
import { wrongCursor } from '../page-cursor.ts';
import type { Sort } from './list-query.ts';
import type { Listed } from './memory/listed.ts';
import {
  compareValues,
  type OrderKey,
  orderValues,
  type OrderValues,
} from './memory/sort-orders.ts';
import type { SortValue } from './memory/ordered-rows.ts';
import { isSelected, type Selection } from './selection.ts';

/** Where a page ended: in which range, at which values of its order, at which id. */
export const position = z.strictObject({
  /** The instant by which the first page told what holds. */
  now: z.iso.datetime(),
  range: z.int().min(0).max(1),
  values: z
    .array(z.union([z.string().max(1_000), z.number(), z.null()]))
    .max(2)
    .readonly(),
  id: z.uuid(),
});
export type Position = z.output<typeof position>;

/** Rows that come together, each range after the one before. */
interface Range {
  readonly key: OrderKey;
  readonly isDescending: boolean;
  readonly has: (row: number) => boolean;
}

interface Wanted {
  readonly now: number;
  readonly after?: Position | null;
  readonly skip?: number;
  readonly limit?: number;
}

/** The selected rows of a list in their order: all, or so many after a position or after so many others. */
export function placesOf(
  { columns, orders }: Listed,
  selection: Selection,
  sort: Sort,
  { now, after = null, skip = 0, limit = Number.POSITIVE_INFINITY }: Wanted,
): Place[] {
  const places: Place[] = [];
  let left = skip;
  for (const [range, { key, isDescending, has }] of rangesOf(columns, sort, now).entries()) {
    if (range < (after?.range ?? 0)) continue;
    const values = orderValues(columns, key);
    const isLater =
      after?.range === range ? laterThan(columns.rows.ids, values, isDescending, after) : null;
    for (const row of orders.rowsBy(key, isDescending)) {
      if (!has(row) || !isSelected(selection, row) || isLater?.(row) === false) continue;
      if (left > 0) left -= 1;
      else if (places.push({ row, range, values }) >= limit) return places;
    }
  }
  return places;
}

/** A row, and how to say where it stands. */
export interface Place {
  readonly row: number;
  readonly range: number;
  readonly values: OrderValues;
}

/**
 * The order of a sort as ranges. `now` parts what holds from what lies ahead; a page's followers use the first page's,
 * so that no row changes its range between them.
 */
function rangesOf(
  columns: Listed['columns'],
  { key, isDescending }: Sort,
  now: number,
): readonly Range[] {
  if (key !== 'attention') return [{ key, isDescending, has: () => true }];
  const holds = (row: number) => (columns.attentionSince[row] ?? Number.NaN) <= now;
  const first: Range = { key: 'since', isDescending, has: holds };
  const rest: Range = { key: 'updated', isDescending: !isDescending, has: (row) => !holds(row) };
  return isDescending ? [rest, first] : [first, rest];
}

/** Which rows come after a position; 422 where it is none of this order. */
function laterThan(
  ids: readonly string[],
  values: OrderValues,
  isDescending: boolean,
  after: Position,
): (row: number) => boolean {
  if (after.values.length !== values.length) throw wrongCursor();
  return (row) => {
    for (const [index, value] of values.entries()) {
      const [mine, theirs] = [value(row), after.values[index] ?? null];
      if (!areComparable(mine, theirs)) throw wrongCursor();
      const order = compareValues(mine, theirs, isDescending);
      if (order !== 0) return order > 0;
    }
    return (ids[row] ?? '') > after.id;
  };
}

function areComparable(a: SortValue, b: SortValue): boolean {
  return a === null || b === null || typeof a === typeof b;
}
