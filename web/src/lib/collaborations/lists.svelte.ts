import type { Status } from '@parley/domain/statuses';
import type { CollaborationRow } from '@parley/domain/view';
import type { Live } from '#lib/live/live.svelte.ts';
import { matches, matchesBesideStatus } from './filter.ts';
import { compareBy } from './order.ts';
import type { ListQuery } from './query.ts';
import { placed, retouched, withRows, type Changed, type RowList, type Slot } from './row-list.ts';
import type { Retouch } from './retouch.ts';

/** The table is one list, the board one per status. */
export type ListKey = 'all' | Status;
type AllLists = ReadonlyMap<ListKey, RowList>;

/** The lists of a page, and what selects and orders their rows. */
export class Lists {
  #query: ListQuery;
  #all = $state.raw<AllLists>(new Map());
  /** Rows wanted although no list may have them: selected ones, and own ones that went out of what was read. */
  #kept = $state.raw<ReadonlyMap<string, CollaborationRow>>(new Map());
  readonly #live: Live;
  readonly #now: () => number;

  constructor(query: ListQuery, live: Live, now: () => number) {
    this.#query = $state.raw(query);
    this.#live = live;
    this.#now = now;
  }

  get query(): ListQuery {
    return this.#query;
  }
  set query(query: ListQuery) {
    this.#query = query;
  }
  get all(): AllLists {
    return this.#all;
  }
  set all(lists: AllLists) {
    this.#all = lists;
  }
  get(key: ListKey): RowList | undefined {
    return this.#all.get(key);
  }
  set(key: ListKey, list: RowList): void {
    this.#all = new Map(this.#all).set(key, list);
  }
  slots(key: ListKey): readonly Slot[] {
    return this.#all.get(key)?.slots ?? [];
  }

  /** The row as the server last told it, from whichever list knows it. */
  base(id: string): CollaborationRow | null {
    for (const list of this.#all.values()) {
      const row = list.rows.get(id);
      if (row) return row;
    }
    return this.#kept.get(id) ?? null;
  }
  shown = (row: CollaborationRow): CollaborationRow => this.#live.shown(row);

  keep(ids: Iterable<string>): void {
    const own = this.#live.pending.map((change) => change.collaborationId);
    const rows = [...ids, ...own].flatMap((id) => this.base(id) ?? []);
    this.#kept = new Map(rows.map((row) => [row.id, row]));
  }
  know(rows: readonly CollaborationRow[]): void {
    this.#kept = new Map([...this.#kept, ...rows.map((row) => [row.id, row] as const)]);
  }
  /** Also this one. */
  keepToo(id: string): void {
    const row = this.base(id);
    if (row) this.#kept = new Map(this.#kept).set(id, row);
  }

  belongs(key: ListKey, row: CollaborationRow): boolean {
    const isHere = key === 'all' || row.status === key;
    return isHere && matches(row, this.query, this.#now());
  }
  /** Whether the filter selects a row, its statuses aside. */
  counted = (row: CollaborationRow): CollaborationRow | null =>
    matchesBesideStatus(row, this.query, this.#now()) ? row : null;

  /** Takes in newer rows; nothing moves. */
  takeRows(fresh: readonly Changed[]): void {
    this.#all = this.#each((key, list) => withRows(list, fresh.filter(this.#concerns(key, list))));
    const kept = fresh.filter(({ row }) => this.#kept.has(row.id));
    if (kept.length === 0) return;
    this.#kept = new Map([...this.#kept, ...kept.map(({ row }) => [row.id, row] as const)]);
  }

  /** Ids of the rows that something else's change altered; nothing moves. */
  retouch(change: Retouch): string[] {
    const before = this.#all;
    this.#all = this.#each((_key, list) => retouched(list, change));
    this.#kept = new Map([...this.#kept].map(([id, row]) => [id, change(row)]));
    return [...this.#all].flatMap(([key, list]) =>
      [...list.rows.values()].flatMap((row) =>
        before.get(key)?.rows.get(row.id) === row ? [] : [row.id],
      ),
    );
  }

  /** Lets the list that a row will be shown in know it. */
  spread(id: string): void {
    const base = this.base(id);
    if (!base) return;
    const row = this.shown(base);
    this.#all = this.#each((key, list) =>
      this.belongs(key, row) ? withRows(list, [{ row: base, before: null }]) : list,
    );
  }

  /** The lists with these rows where they belong. */
  after(ids: readonly string[], waiting: { has(id: string): boolean }): AllLists {
    const compare = compareBy(this.query.sort, this.#now());
    return this.#each((key, list) => {
      const known = new Set(ids.filter((id) => list.rows.has(id)));
      if (known.size === 0) return list;
      const matches = (row: CollaborationRow) => this.belongs(key, row);
      return placed(list, known, { shown: this.shown, matches, compare, waiting });
    });
  }

  #concerns(key: ListKey, list: RowList) {
    return ({ row, before }: Changed) =>
      list.rows.has(row.id) ||
      this.belongs(key, row) ||
      (before !== null && this.belongs(key, before));
  }

  #each(next: (key: ListKey, list: RowList) => RowList): AllLists {
    return new Map([...this.#all].map(([key, list]) => [key, next(key, list)]));
  }
}
