import type { CollaborationPage, CollaborationRow } from '@parley/domain/view';

/** The rows read so far of one list, from its start, and the order in which they are shown. Immutable. */
export interface RowList {
  readonly rows: ReadonlyMap<string, CollaborationRow>;
  readonly order: readonly string[];
  /** Where the next page starts; null when everything was read. */
  readonly nextCursor: string | null;
  readonly total: number;
}

export type Pages = Pick<CollaborationPage, 'items' | 'nextCursor' | 'total'>;

export function listOf(page: Pages): RowList {
  return {
    rows: new Map(page.items.map((row) => [row.id, row])),
    order: page.items.map((row) => row.id),
    nextCursor: page.nextCursor,
    total: page.total,
  };
}

/** Adds the next page; rows that moved between the reads stay where they are, the newer version wins. */
export function withPage(list: RowList, page: Pages): RowList {
  const rows = new Map(list.rows);
  for (const row of page.items) {
    const known = rows.get(row.id);
    if (!known || known.version < row.version) rows.set(row.id, row);
  }
  const shown = new Set(list.order);
  const added = page.items.map((row) => row.id).filter((id) => !shown.has(id));
  return { rows, order: [...list.order, ...added], nextCursor: page.nextCursor, total: page.total };
}

/**
 * Takes in newer versions of rows without moving anything: a row that it does not know is kept beside the order
 * until `placed` puts it in. Older versions and repeats change nothing.
 */
export function withRows(list: RowList, fresh: readonly CollaborationRow[]): RowList {
  const newer = fresh.filter((row) => (list.rows.get(row.id)?.version ?? 0) < row.version);
  if (newer.length === 0) return list;
  const rows = new Map(list.rows);
  for (const row of newer) rows.set(row.id, row);
  return { ...list, rows };
}

interface Placing {
  /** The row as this person sees it, with their unanswered changes. */
  readonly shown: (row: CollaborationRow) => CollaborationRow;
  readonly matches: (row: CollaborationRow) => boolean;
  readonly compare: (a: CollaborationRow, b: CollaborationRow) => number;
}

/**
 * Puts changed rows where they belong: out where they no longer match, in at their place by the sort. A row that
 * would come after everything read so far is left for the page that will bring it.
 */
export function placed(list: RowList, changed: ReadonlySet<string>, how: Placing): RowList {
  const rows = new Map(list.rows);
  const order = list.order.filter((id) => !changed.has(id));
  for (const id of changed) {
    const base = list.rows.get(id);
    if (!base) continue;
    const row = how.shown(base);
    const at = how.matches(row) ? placeOf(row, order, rows, how) : -1;
    const isBeyond = at === order.length && list.nextCursor !== null;
    if (at < 0 || isBeyond) rows.delete(id);
    else order.splice(at, 0, id);
  }
  return { ...list, rows, order };
}

function placeOf(
  row: CollaborationRow,
  order: readonly string[],
  rows: ReadonlyMap<string, CollaborationRow>,
  how: Placing,
): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows.get(order[middle] ?? '');
    if (other && how.compare(how.shown(other), row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
