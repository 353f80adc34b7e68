import type { Status } from '@parley/domain/statuses';
import type { CollaborationPage, CollaborationRow } from '@parley/domain/view';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { untrack } from 'svelte';
import type { Answer } from '#lib/api/client.ts';
import type { FreshCollaboration, Live } from '#lib/live/live.svelte.ts';
import { matches, matchesBesideStatus } from './filter.ts';
import { compareBy } from './order.ts';
import { apiSearch, type ListQuery } from './query.ts';
import { listOf, placed, withPage, withRows, type RowList } from './row-list.ts';
import { retold, type Tally } from './tally.ts';
import { changedFields, type Tinted } from './tint.ts';

/** The table is one list, the board one per status. */
export type ListKey = 'all' | Status;
export const PAGE_ROWS = 100;

/** What a page was opened with: the first page of each of its lists. */
export interface ListRead {
  readonly query: ListQuery;
  readonly pages: readonly { readonly key: ListKey; readonly page: CollaborationPage }[];
  /** `Date.now()` before it was read. */
  readonly readAt: number;
}

/** Asked before rows change places: false keeps them until the pointer or the focus has left. */
export type MayMove = (
  key: ListKey,
  before: readonly string[],
  after: readonly string[],
) => boolean;

interface Parts {
  readonly live: Live;
  readonly now: () => number;
  readonly read: (search: string) => Promise<Answer<CollaborationPage>>;
}

const TINT_MS = 1_200;
/** A changed row of the table stays long enough to be seen before it moves to its new place. */
const TABLE_PAUSE_MS = 1_250;
const RECOUNT_MS = 1_000;
const RETRY_MS = 1_000;

/** The rows that a page of collaborations shows, kept true by the feed, with this person's own changes applied. */
export class Collaborations {
  query: ListQuery;
  #lists = $state.raw<ReadonlyMap<ListKey, RowList>>(new Map());
  #tally = $state.raw<Tally>({ counts: NO_COUNTS, sums: NO_SUMS });
  readonly #parts: Parts;
  /** Counts and sums, with this person's unanswered changes in them. */
  readonly tally: Tally = $derived.by(() => {
    const ids = new Set(this.#parts.live.pending.map((change) => change.collaborationId));
    return [...ids].reduce((tally, id) => {
      const base = this.base(id);
      if (!base) return tally;
      return retold(tally, this.#counted(base), this.#counted(this.#parts.live.shown(base)));
    }, this.#tally);
  });
  /** What others just changed, by row. */
  readonly tints = new SvelteMap<
    string,
    { readonly fields: ReadonlySet<Tinted>; readonly version: number }
  >();
  /** Rows that will move, or leave, on the next pause. */
  readonly moving = new SvelteSet<string>();
  readonly loading = new SvelteSet<ListKey>();
  mayMove: MayMove = () => true;
  #placeTimer: ReturnType<typeof setTimeout> | undefined;
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  #placesOwn = new Set<string>();

  constructor(read: ListRead, parts: Parts) {
    this.#parts = parts;
    this.query = read.query;
    this.take(read);
  }

  /** Shows another read: another filter, another sort, or everything again after a resync. */
  take(read: ListRead): void {
    this.query = read.query;
    this.#lists = new Map(read.pages.map(({ key, page }) => [key, listOf(page)]));
    const first = read.pages[0]?.page;
    if (first) this.#tally = { counts: first.counts, sums: first.sums };
    this.moving.clear();
    this.tints.clear();
    const overtaken = this.#parts.live.since(read.readAt).map((one) => ({ ...one, own: true }));
    this.absorb(overtaken);
  }

  order(key: ListKey): readonly string[] {
    return this.#lists.get(key)?.order ?? [];
  }
  /** Rows there are in a list, read or not. */
  total(key: ListKey): number {
    const list = this.#lists.get(key);
    if (!list) return 0;
    if (list.nextCursor === null) return list.order.length;
    const counted = key === 'all' ? list.total : this.tally.counts[key];
    return Math.max(counted, list.order.length);
  }
  /** A row as this person must see it. */
  row(key: ListKey, id: string): CollaborationRow | null {
    const base = this.#lists.get(key)?.rows.get(id);
    return base ? this.#parts.live.shown(base) : null;
  }
  /** The row as the server last told it, from whichever list knows it. */
  base(id: string): CollaborationRow | null {
    for (const list of this.#lists.values()) {
      const row = list.rows.get(id);
      if (row) return row;
    }
    return null;
  }

  /** Takes in what the feed tells; nothing moves before `place`. */
  absorb(fresh: readonly FreshCollaboration[]): void {
    let tally = this.#tally;
    const newer = fresh.filter(
      ({ collaboration: row }) => (this.base(row.id)?.version ?? 0) < row.version,
    );
    for (const one of newer) {
      const row = one.collaboration;
      const before = this.base(row.id) ?? earlierOf(one);
      tally = retold(tally, before && this.#counted(before), this.#counted(row));
      if (!one.own) this.#tint(this.base(row.id), row);
    }
    if (newer.length === 0) return;
    this.#tally = tally;
    this.#lists = new Map(
      [...this.#lists].map(([key, list]) => [key, withRows(list, this.#for(key, newer))]),
    );
    this.#moves(newer.map((one) => one.collaboration.id));
    this.#recountSoon();
  }

  /** This person changed a row: on the board its card goes to its column at once. */
  placeOwn(ids: readonly string[]): void {
    for (const id of ids) {
      const base = this.base(id);
      if (!base) continue;
      this.#placesOwn.add(id);
      this.#spread(base);
    }
    if (this.query.view === 'board') this.#place(ids, true);
    else this.#moves(ids);
  }

  /** Puts changed rows where they belong, unless the pointer or the focus is in the way. */
  place(): void {
    this.#place([...this.moving], false);
  }

  async loadMore(key: ListKey): Promise<void> {
    const cursor = this.#lists.get(key)?.nextCursor;
    if (!cursor || this.loading.has(key)) return;
    this.loading.add(key);
    const startedAt = Date.now();
    const query = this.query;
    const status = key === 'all' ? {} : { status: key };
    const answer = await this.#parts.read(
      apiSearch(query, { ...status, limit: PAGE_ROWS, cursor }),
    );
    this.loading.delete(key);
    const list = this.#lists.get(key);
    if (!answer.ok || query !== this.query || !list) return;
    this.#lists = new Map(this.#lists).set(key, withPage(list, answer.data));
    this.absorb(this.#parts.live.since(startedAt));
  }

  /** Ends its timers. */
  stop(): void {
    clearTimeout(this.#placeTimer);
    clearTimeout(this.#countTimer);
  }

  #counted(row: CollaborationRow): CollaborationRow | null {
    return matchesBesideStatus(row, this.query, this.#parts.now()) ? row : null;
  }

  /** Rows that a list knows or should know. */
  #for(key: ListKey, fresh: readonly FreshCollaboration[]): CollaborationRow[] {
    const known = this.#lists.get(key)?.rows;
    return fresh
      .map((one) => one.collaboration)
      .filter((row) => known?.has(row.id) || this.#belongs(key, row));
  }

  #belongs(key: ListKey, row: CollaborationRow): boolean {
    const isHere = key === 'all' || row.status === key;
    return isHere && matches(row, this.query, this.#parts.now());
  }

  /** Lets the list that a row will be shown in know it. */
  #spread(base: CollaborationRow): void {
    const shown = this.#parts.live.shown(base);
    this.#lists = new Map(
      [...this.#lists].map(([key, list]) => [
        key,
        this.#belongs(key, shown) ? withRows(list, [base]) : list,
      ]),
    );
  }

  #moves(ids: readonly string[]): void {
    const placedNow: string[] = [];
    for (const id of ids) {
      const isNew = ![...this.#lists.values()].some((list) => list.order.includes(id));
      if (this.query.view === 'board' || isNew) placedNow.push(id);
      if (this.#wouldMove(id)) this.moving.add(id);
    }
    const own = placedNow.filter((id) => this.#placesOwn.has(id));
    if (own.length > 0) this.#place(own, true);
    if (placedNow.length > 0) this.#place(placedNow, false);
    this.#placeSoon(TABLE_PAUSE_MS);
  }

  #wouldMove(id: string): boolean {
    return [...this.#lists.entries()].some(
      ([key, list]) => this.#after(key, list, [id]).order.indexOf(id) !== list.order.indexOf(id),
    );
  }

  #after(key: ListKey, list: RowList, ids: readonly string[]): RowList {
    const now = this.#parts.now();
    return placed(list, new Set(ids.filter((id) => list.rows.has(id))), {
      shown: (row) => this.#parts.live.shown(row),
      matches: (row) => this.#belongs(key, row),
      compare: compareBy(this.query.sort, now),
    });
  }

  #place(ids: readonly string[], force: boolean): void {
    if (ids.length === 0) return;
    const next = new Map([...this.#lists].map(([key, list]) => [key, this.#after(key, list, ids)]));
    const isFree = [...next].every(
      ([key, list]) => force || this.mayMove(key, this.order(key), list.order),
    );
    if (!isFree) return this.#placeSoon(RETRY_MS);
    this.#lists = next;
    for (const id of ids) {
      this.moving.delete(id);
      this.#placesOwn.delete(id);
    }
  }

  #placeSoon(ms: number): void {
    clearTimeout(this.#placeTimer);
    if (this.moving.size > 0) this.#placeTimer = setTimeout(() => this.place(), ms);
  }

  #tint(before: CollaborationRow | null, row: CollaborationRow): void {
    const fields = new Set(changedFields(before ?? undefined, row));
    this.tints.set(row.id, { fields, version: row.version });
    setTimeout(() => {
      if (this.tints.get(row.id)?.version === row.version) this.tints.delete(row.id);
    }, TINT_MS);
  }

  /** What the feed tells of rows we never read cannot be counted exactly: the server counts again, soon. */
  #recountSoon(): void {
    if (this.#countTimer !== undefined) return;
    this.#countTimer = setTimeout(() => void this.#recount(), RECOUNT_MS);
  }

  async #recount(): Promise<void> {
    const query = this.query;
    const startedAt = Date.now();
    const answer = await this.#parts.read(apiSearch(query, { limit: 1 }));
    this.#countTimer = undefined;
    if (!answer.ok || query !== this.query) return;
    // Something came meanwhile: this count may be older than what is shown.
    if (this.#parts.live.since(startedAt).length > 0) return this.#recountSoon();
    this.#tally = { counts: answer.data.counts, sums: answer.data.sums };
    const all = this.#lists.get('all');
    if (all) this.#lists = new Map(this.#lists).set('all', { ...all, total: answer.data.total });
  }
}

/** A row before a change that we see for the first time, as far as the event tells. */
function earlierOf({ collaboration, event }: FreshCollaboration): CollaborationRow | null {
  if (event?.type === 'Created') return null;
  return event?.type === 'StatusChanged'
    ? { ...collaboration, status: event.data.from }
    : collaboration;
}

/** Follows the live store while a component lives. Call it in an effect. */
export function follow(store: Collaborations, live: Live): () => void {
  const unlisten = live.listen({ collaborations: (fresh) => untrack(() => store.absorb(fresh)) });
  return () => (unlisten(), store.stop());
}

const NO_COUNTS = { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 };
const NO_SUMS = { Pending: [], Negotiating: [], Fulfilling: [], Completed: [], Cancelled: [] };
