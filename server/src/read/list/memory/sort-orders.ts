import type { ListColumns } from './list-columns.ts';
import type { SortKey } from '../list-query.ts';
import { firstWhere } from './dictionary.ts';
import { orderedRows, type SortValue } from './ordered-rows.ts';

/** Columns that rows are ordered by: those of the sorts, and the instant since which something holds. */
export type OrderKey = Exclude<SortKey, 'attention'> | 'since';

/** The values of one order, the first deciding; ties are ordered by id. */
export type OrderValues = readonly ((row: number) => SortValue)[];

export function orderValues(columns: ListColumns, key: OrderKey): OrderValues {
  const finite = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? null : value;
  switch (key) {
    case 'since':
      return [(row) => finite(columns.attentionSince[row])];
    case 'created':
      return [(row) => finite(columns.createdAt[row])];
    case 'updated':
      return [(row) => finite(columns.updatedAt[row])];
    case 'status':
      return [(row) => finite(columns.status[row])];
    case 'due':
      return [(row) => columns.due[row] ?? null];
    case 'compensation':
      // Amounts of different currencies do not compare: they stand together by currency.
      return [
        (row) =>
          finite(columns.amount[row]) === null
            ? null
            : (columns.currencies.ids[(columns.currency[row] ?? 0) - 1] ?? null),
        (row) => finite(columns.amount[row]),
      ];
    case 'creator':
      return [(row) => columns.creatorKeys[columns.creator[row] ?? 0] ?? null];
    case 'campaign':
      return [(row) => columns.campaignKeys[columns.campaign[row] ?? 0] ?? null];
    case 'validation':
      return [(row) => ((columns.score[row] ?? 0) === 0 ? null : (columns.score[row] ?? 0))];
    default:
      return key satisfies never;
  }
}

/** Which of two values comes first: below 0 for the first. */
export function compareValues(a: SortValue, b: SortValue, isDescending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b !== isDescending ? -1 : 1;
}

/** Up to so many moved rows are put in their places one by one: finding and shifting takes microseconds each. */
const FEW = 64;

interface Order {
  rows: Int32Array;
  /** Rows that changed since: they are put in their places when the order is next wanted. */
  readonly moved: Set<number>;
}

/** The rows of the columns in every order that was asked for, kept as rows change. */
export class SortOrders {
  readonly columns: ListColumns;
  readonly #orders = new Map<string, Order>();

  constructor(columns: ListColumns) {
    this.columns = columns;
  }

  /** Notes rows whose values changed, or that are new. */
  move(rows: ReadonlySet<number>): void {
    for (const { moved } of this.#orders.values()) for (const row of rows) moved.add(row);
  }

  /** All rows in an order. */
  rowsBy(key: OrderKey, isDescending: boolean): Int32Array {
    const name = isDescending ? `-${key}` : key;
    const compare = comparison(this.columns, key, isDescending);
    const order = this.#orders.get(name);
    if (!order || order.moved.size > this.columns.size / 4) {
      const rows = sorted(this.columns, key, isDescending);
      this.#orders.set(name, { rows, moved: new Set() });
      return rows;
    }
    if (order.moved.size > 0) {
      order.rows = order.moved.size > FEW ? merged(order, compare) : inserted(order, compare);
      order.moved.clear();
    }
    return order.rows;
  }
}

/** All rows in an order: by id, then by each value from the last to the one that decides, each keeping what it found. */
function sorted(columns: ListColumns, key: OrderKey, isDescending: boolean): Int32Array {
  return orderValues(columns, key).reduceRight<Int32Array>(
    (rows, value) => orderedRows(rows, value, isDescending),
    Int32Array.from(columns.rows.inOrder()),
  );
}

type Compare = (a: number, b: number) => number;

function comparison(columns: ListColumns, key: OrderKey, isDescending: boolean): Compare {
  const values = orderValues(columns, key);
  const { ids } = columns.rows;
  return (a, b) => {
    for (const value of values) {
      const order = compareValues(value(a), value(b), isDescending);
      if (order !== 0) return order;
    }
    return compareValues(ids[a] ?? '', ids[b] ?? '', false);
  };
}

/** Takes the moved rows out, then puts each where it belongs now among those that stayed. */
function inserted({ rows, moved }: Order, compare: Compare): Int32Array {
  const coming = [...moved];
  const places = coming.map((row) => rows.indexOf(row));
  const next = new Int32Array(rows.length + places.filter((place) => place < 0).length);
  let length = withoutPlaces(rows, places, next);
  for (const row of coming) {
    const end = length;
    const at = firstWhere(end, (place) => compare(next[place] ?? 0, row) > 0);
    next.copyWithin(at + 1, at, end);
    next[at] = row;
    length += 1;
  }
  return next;
}

/** Copies what is not at these places; answers how many that are. */
function withoutPlaces(rows: Int32Array, places: readonly number[], to: Int32Array): number {
  let [from, length] = [0, 0];
  for (const place of places.filter((at) => at >= 0).sort((a, b) => a - b)) {
    to.set(rows.subarray(from, place), length);
    length += place - from;
    from = place + 1;
  }
  to.set(rows.subarray(from), length);
  return length + rows.length - from;
}

/** The same for many at once: one walk, not a sort of everything. */
function merged({ rows, moved }: Order, compare: Compare): Int32Array {
  const isMoved = new Uint8Array(rows.length + moved.size);
  for (const row of moved) isMoved[row] = 1;
  const coming = [...moved].sort(compare);
  const stayed = rows.filter((row) => isMoved[row] !== 1);
  const all = new Int32Array(stayed.length + coming.length);
  let next = 0;
  let at = 0;
  for (const row of stayed) {
    for (; next < coming.length && compare(coming[next] ?? 0, row) < 0; next += 1)
      all[at++] = coming[next] ?? 0;
    all[at++] = row;
  }
  for (; next < coming.length; next += 1) all[at++] = coming[next] ?? 0;
  return all;
}
