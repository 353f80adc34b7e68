import type { CollaborationPage, CollaborationRow } from '@parley/domain/view';

/** The id of a row, or null where it was not read. */
export type Slot = string | null;

/** A list of which only some ranges were read, and the order in which it is shown. Immutable. */
export interface RowList {
  readonly rows: ReadonlyMap<string, CollaborationRow>;
  /** One for every row that the list has, in its order. */
  readonly slots: readonly Slot[];
  /**
   * Rows that changed and stand in no slot yet, each with the state by which it is still counted among the unread
   * slots; null where it is not.
   */
  readonly beside: ReadonlyMap<string, CollaborationRow | null>;
}
export interface Changed {
  readonly row: CollaborationRow;
  /** As it was before, as far as that is known; null: it was not there. */
  readonly before: CollaborationRow | null;
}
export type RangeOfRows = Pick<CollaborationPage, 'items' | 'total'>;

export function listOf(page: RangeOfRows, offset = 0): RowList {
  return withRange({ rows: new Map(), slots: [], beside: new Map() }, page, offset);
}

/**
 * Takes in a range as the server answered it: its rows stand where it says, and the list is as long as it says. Rows
 * that wait beside the order are counted in that already.
 */
export function withRange(list: RowList, page: RangeOfRows, offset: number): RowList {
  const ids = new Set(page.items.map((row) => row.id));
  const length = Math.max(page.total, page.items.length === 0 ? 0 : offset + page.items.length);
  const slots = Array.from({ length }, (_, index): Slot => {
    const slot = list.slots[index] ?? null;
    return slot !== null && ids.has(slot) ? null : slot;
  });
  const rows = new Map(list.rows);
  const waiting = [...list.rows.values()].filter(
    (row) => list.beside.has(row.id) && !ids.has(row.id),
  );
  for (const [index, row] of page.items.entries()) {
    const known = list.rows.get(row.id);
    rows.set(row.id, known && known.version > row.version ? known : row);
    slots[offset + index] = row.id;
  }
  for (const id of list.slots.slice(length)) if (id !== null && !ids.has(id)) rows.delete(id);
  return { rows, slots, beside: new Map(waiting.map((row) => [row.id, row])) };
}

/** Whether an answer says that other rows stand in a range than are shown there. */
export function differs(list: RowList, page: RangeOfRows, offset: number): boolean {
  if (page.total !== list.slots.length) return true;
  return page.items.some((row, index) => {
    const slot = list.slots[offset + index];
    return slot !== null && slot !== row.id;
  });
}

/**
 * Takes in newer versions of rows without moving anything: a row without a slot is kept beside the order until
 * `placed` puts it in. Older versions and repeats change nothing.
 */
export function withRows(list: RowList, fresh: readonly Changed[]): RowList {
  const newer = fresh.filter(({ row }) => (list.rows.get(row.id)?.version ?? 0) < row.version);
  if (newer.length === 0) return list;
  const rows = new Map(list.rows);
  const beside = new Map(list.beside);
  for (const { row, before } of newer) {
    if (!rows.has(row.id)) beside.set(row.id, before);
    rows.set(row.id, row);
  }
  return { ...list, rows, beside };
}

/** Rows whose names, tags or results changed although their versions did not; nothing moves. */
export function retouched(
  list: RowList,
  change: (row: CollaborationRow) => CollaborationRow,
): RowList {
  const changed = [...list.rows.values()].flatMap((row) => {
    const next = change(row);
    return next === row ? [] : [next];
  });
  if (changed.length === 0) return list;
  const rows = new Map(list.rows);
  for (const row of changed) rows.set(row.id, row);
  return { ...list, rows };
}

interface Placing {
  /** The row as this person sees it, with their unanswered changes. */
  readonly shown: (row: CollaborationRow) => CollaborationRow;
  readonly matches: (row: CollaborationRow) => boolean;
  readonly compare: (a: CollaborationRow, b: CollaborationRow) => number;
  /** Rows that changed but wait where they are: they say nothing about the order. */
  readonly waiting: { has(id: string): boolean };
}

/**
 * Puts changed rows where they belong: out where they no longer match, in at their place by the sort. A row whose
 * place was not read becomes one more unread slot there.
 */
export function placed(list: RowList, changed: ReadonlySet<string>, how: Placing): RowList {
  const rows = new Map(list.rows);
  const beside = new Map(list.beside);
  const slots = list.slots.filter((id) => id === null || !changed.has(id));
  const places = new Places(slots, rows, how);
  for (const id of changed) {
    const base = list.rows.get(id);
    const before = beside.get(id);
    beside.delete(id);
    if (!base) continue;
    if (before && how.matches(before)) places.takeUnread(before);
    const row = how.shown(base);
    const isIn = how.matches(row) && places.insert(row);
    if (!isIn) rows.delete(id);
  }
  return { rows, slots, beside };
}

/** Finds places among the slots that were read. */
class Places {
  readonly #slots: Slot[];
  readonly #rows: ReadonlyMap<string, CollaborationRow>;
  readonly #how: Placing;

  constructor(slots: Slot[], rows: ReadonlyMap<string, CollaborationRow>, how: Placing) {
    this.#slots = slots;
    this.#rows = rows;
    this.#how = how;
  }

  /** Whether the row stands in a slot of its own now; false: its place was not read. */
  insert(row: CollaborationRow): boolean {
    const { from, to } = this.#between(row);
    const unread = this.#slots.indexOf(null, from);
    const isUnread = unread >= 0 && unread < to;
    this.#slots.splice(isUnread ? unread : to, 0, isUnread ? null : row.id);
    return !isUnread;
  }

  /** One unread slot less, where the row stood; anywhere else when its place says nothing. */
  takeUnread(row: CollaborationRow): void {
    const { from, to } = this.#between(row);
    const there = this.#slots.indexOf(null, from);
    const at = there >= 0 && there < to ? there : this.#slots.lastIndexOf(null);
    if (at >= 0) this.#slots.splice(at, 1);
  }

  /** The slots between the last row that comes before and the first that comes after. */
  #between(row: CollaborationRow): { readonly from: number; readonly to: number } {
    const read = this.#readSlots();
    let [low, high] = [0, read.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#rows.get(this.#slots[read[middle] ?? 0] ?? '');
      if (other && this.#how.compare(this.#how.shown(other), row) <= 0) low = middle + 1;
      else high = middle;
    }
    return { from: (read[low - 1] ?? -1) + 1, to: read[low] ?? this.#slots.length };
  }

  #readSlots(): number[] {
    const read: number[] = [];
    for (const [index, id] of this.#slots.entries()) {
      if (id !== null && !this.#how.waiting.has(id)) read.push(index);
    }
    return read;
  }
}

/** Whether some rows were not read. */
export function hasUnread(list: RowList): boolean {
  return list.slots.includes(null);
}

/** Forgets what lies far from a range, so that a long way through the list keeps the memory small. */
export function near(list: RowList, from: number, to: number): RowList {
  const slots = list.slots.map((id, index) => (index >= from && index < to ? id : null));
  const kept = new Set(slots);
  const rows = [...list.rows].filter(([id]) => kept.has(id) || list.beside.has(id));
  return { ...list, rows: new Map(rows), slots };
}
