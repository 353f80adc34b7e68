import type { CollaborationPage, CollaborationRow } from '@parley/domain/view';
import { untrack } from 'svelte';
import type { Answer } from '#lib/api/client.ts';
import type { FreshCollaboration, Live, OtherChange } from '#lib/live/live.svelte.ts';
import { attentionSince } from './filter.ts';
import { ListTally } from './list-tally.svelte.ts';
import { Lists, type ListKey } from './lists.svelte.ts';
import { Placement } from './placement.svelte.ts';
import { apiSearch, searchOf, type ListQuery } from './query.ts';
import { PAGE_ROWS, RangeReads, type RangeResult } from './range-reads.ts';
import { retouchFor, type ValidatorOf } from './retouch.ts';
import { differs, hasUnread, listOf, near, withRange, type RowList } from './row-list.ts';
import { Tints } from './tints.svelte.ts';
import type { Span } from './windowing.ts';

/** What a page was opened with: the first rows of each of its lists. */
export interface ListRead {
  readonly query: ListQuery;
  readonly pages: readonly { readonly key: ListKey; readonly page: CollaborationPage }[];
  /** `Date.now()` before it was read. */
  readonly readAt: number;
}

interface Parts {
  readonly live: Live;
  readonly now: () => number;
  readonly read: (search: string, signal?: AbortSignal) => Promise<Answer<CollaborationPage>>;
  readonly validatorOf: ValidatorOf;
}

interface ReadHow {
  readonly signal?: AbortSignal;
  readonly believed?: boolean;
}

const RECOUNT_MS = 1_000;
/** Beyond so many rows of a list, what lies far from the sight is forgotten. */
const KEPT_ROWS = 3_000;
const KEPT_AROUND = 1_000;

/** The rows that a page of collaborations shows, kept true by the feed, with this person's own changes applied. */
export class Collaborations {
  readonly tints = new Tints();
  readonly placement: Placement;
  readonly #lists: Lists;
  readonly #tally: ListTally;
  readonly #parts: Parts;
  readonly #reads = new RangeReads<ListKey>(
    (key) => this.slots(key),
    (key, span, signal) => this.#readRange(key, span, { signal }),
  );
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  /** Something changed that cannot be placed exactly from here: the server says where rows stand. */
  #isUnsure = false;
  #tickedAt: number;

  constructor(read: ListRead, parts: Parts) {
    this.#parts = parts;
    this.#tickedAt = parts.now();
    this.#lists = new Lists(read.query, parts.live, parts.now);
    this.placement = new Placement(this.#lists);
    const { counted } = this.#lists;
    this.#tally = new ListTally({ live: parts.live, base: (id) => this.base(id), counted });
    this.#start(read);
  }

  get query(): ListQuery {
    return this.#lists.query;
  }
  get tally() {
    return this.#tally.shown;
  }
  get moving() {
    return this.placement.moving;
  }
  /** One slot for every row of a list; null where it was not read. */
  slots(key: ListKey) {
    return this.#lists.slots(key);
  }
  total(key: ListKey): number {
    return this.#lists.slots(key).length;
  }
  /** A row as this person must see it. */
  row(key: ListKey, id: string): CollaborationRow | null {
    const base = this.#lists.get(key)?.rows.get(id);
    return base ? this.#lists.shown(base) : null;
  }
  /** The row as the server last told it, also where no list shows it any more but it was kept. */
  base(id: string): CollaborationRow | null {
    return this.#lists.base(id);
  }
  /** With this person's unanswered changes in it. */
  shown(row: CollaborationRow): CollaborationRow {
    return this.#lists.shown(row);
  }
  /** Rows that are wanted whatever the lists show. */
  keep(ids: Iterable<string>): void {
    this.#lists.keep(ids);
  }
  /** Rows that were read alone. */
  know(rows: readonly CollaborationRow[]): void {
    this.#lists.know(rows);
  }
  /** Whether the filter selects a row. */
  selects(row: CollaborationRow): boolean {
    return this.#lists.belongs('all', row);
  }

  /** Shows another read: another filter, another sort, or the same again after a resync. */
  take(read: ListRead): void {
    if (searchOf(read.query) !== searchOf(this.query)) return this.#start(read);
    // The same list: what is looked at is read again where it is, without a jump to the start.
    this.#unsure();
  }

  /** What is looked at of a list; reads it where it is missing. */
  want(key: ListKey, span: Span): void {
    this.#reads.want(key, span);
  }

  /** Takes in what the feed tells; nothing that is seen moves before the placement allows it. */
  absorb(fresh: readonly FreshCollaboration[]): void {
    const newer = fresh.filter(
      ({ collaboration: row }) => (this.base(row.id)?.version ?? 0) < row.version,
    );
    if (newer.length === 0) return;
    const changes = newer.map((one) => {
      const row = one.collaboration;
      const known = this.base(row.id);
      const told = known ?? earlierOf(one);
      this.#tally.follow(told, row);
      if (!one.own) this.tints.add(known, row);
      if (!known && told) this.#isUnsure ||= this.#hasUnread();
      return { row, before: known ? this.#lists.shown(known) : told };
    });
    this.#lists.takeRows(changes);
    this.placement.changed(changes.map(({ row }) => row.id));
    this.#recountSoon();
  }

  /** Takes in what else changed: names, tags, results, settings. */
  absorbOthers(changes: readonly OtherChange[]): void {
    for (const change of changes) {
      const retouch = retouchFor(change, this.#parts.validatorOf);
      if (retouch) this.placement.changed(this.#retouched(retouch));
    }
    if (changes.some(({ kind }) => kind !== 'view')) this.#unsure();
  }

  /** This person changed rows. */
  placeOwn(ids: readonly string[]): void {
    this.placement.own(ids);
  }
  place(): void {
    this.placement.place();
  }

  /** Time went on: what begins to need attention goes to its place. */
  tick(): void {
    const [before, now] = [this.#tickedAt, this.#parts.now()];
    const isTimed = this.query.sort.key === 'attention' || this.query.attention.length > 0;
    if (now <= before || !isTimed) return;
    this.#tickedAt = now;
    const rows = [...this.#lists.all.values()].flatMap((list) => [...list.rows.values()]);
    const begun = rows.filter((row) => attentionSince(row, before) !== attentionSince(row, now));
    this.placement.changed([...new Set(begun.map((row) => row.id))]);
    this.#unsure();
  }

  /** Ends its timers and reads. */
  stop(): void {
    clearTimeout(this.#countTimer);
    this.#countTimer = undefined;
    this.#reads.stop();
    this.placement.reset();
  }

  #start(read: ListRead): void {
    this.stop();
    this.tints.clear();
    this.#lists.query = read.query;
    this.#lists.all = new Map(read.pages.map(({ key, page }) => [key, listOf(page)]));
    const first = read.pages[0]?.page;
    if (first) this.#tally.take(first);
    this.#isUnsure = false;
    this.#catchUp(read.readAt);
  }

  /** What arrived while something was read may be older or newer than the answer. */
  #catchUp(readAt: number): boolean {
    const { live } = this.#parts;
    const others = live.othersSince(readAt);
    const fresh = live.since(readAt).map((one) => ({ ...one, own: true }));
    this.absorb(fresh);
    if (others.length > 0) this.absorbOthers(others);
    return fresh.length + others.length > 0;
  }

  #retouched(retouch: Parameters<Lists['retouch']>[0]): string[] {
    const before = new Map<string, CollaborationRow | null>();
    const ids = this.#lists.retouch((row) => {
      before.set(row.id, row);
      return retouch(row);
    });
    for (const id of ids) {
      const [was, is] = [before.get(id) ?? null, this.base(id)];
      if (is) this.#tally.follow(was, is);
      if (is) this.tints.add(was, is);
    }
    return [...new Set(ids)];
  }

  #hasUnread(): boolean {
    return [...this.#lists.all.values()].some(hasUnread);
  }
  #unsure(): void {
    this.#isUnsure = true;
    this.#recountSoon();
  }

  /** Reads a range and takes it in. `believed`: where its order is another than ours, ours is forgotten. */
  async #readRange(key: ListKey, span: Span, how: ReadHow = {}): Promise<RangeResult> {
    const { query } = this;
    const startedAt = Date.now();
    const status = key === 'all' ? {} : { status: key };
    const page = { ...status, limit: Math.max(1, span.to - span.from), offset: span.from };
    const answer = await this.#parts.read(apiSearch(query, page), how.signal).catch(() => null);
    const list = this.#lists.get(key);
    if (!answer?.ok || how.signal?.aborted || query !== this.query || !list) return 'failed';
    const isOther = differs(list, answer.data, span.from);
    const next = withRange(list, answer.data, span.from);
    if (isOther && !this.placement.mayMove(key, list.slots, next.slots)) return 'held';
    this.#lists.set(
      key,
      isOther && how.believed ? near(next, span.from, span.to) : this.#small(key, next),
    );
    this.placement.settled(answer.data.items.map((row) => row.id));
    this.placement.own(this.#parts.live.pending.map((change) => change.collaborationId));
    this.#tally.take(answer.data);
    const isOvertaken = this.#catchUp(startedAt);
    if (isOvertaken || (isOther && !how.believed)) this.#unsure();
    return 'read';
  }

  #small(key: ListKey, list: RowList): RowList {
    if (list.rows.size <= KEPT_ROWS) return list;
    const { from, to } = this.#reads.wanted(key);
    return near(list, from - KEPT_AROUND, to + KEPT_AROUND);
  }

  /** What the feed tells of rows we never read cannot be counted exactly: the server counts again, soon. */
  #recountSoon(): void {
    this.#countTimer ??= setTimeout(() => void this.#recount(), RECOUNT_MS);
  }

  async #recount(): Promise<void> {
    const isUnsure = this.#isUnsure;
    this.#isUnsure = false;
    const keys = isUnsure ? [...this.#lists.all.keys()].filter((key) => this.#isShown(key)) : [];
    const reads = keys.map((key) => this.#again(key));
    const done = await Promise.all(reads.length > 0 ? reads : [this.#count()]);
    this.#countTimer = undefined;
    if (done.includes('held')) this.#isUnsure = true;
    if (this.#isUnsure) this.#recountSoon();
  }

  /** Reads again what is looked at. */
  #again(key: ListKey): Promise<RangeResult> {
    const { from, to } = this.#reads.wanted(key);
    const start = Math.max(0, Math.min(from, this.total(key)) - 20);
    const span = { from: start, to: Math.min(start + 200, Math.max(to + 20, start + PAGE_ROWS)) };
    return this.#readRange(key, span, { believed: true });
  }
  #isShown(key: ListKey): boolean {
    const { status } = this.query;
    return key === 'all' || status.length === 0 || status.includes(key);
  }

  async #count(): Promise<RangeResult> {
    const { query } = this;
    const startedAt = Date.now();
    const answer = await this.#parts.read(apiSearch(query, { limit: 1 })).catch(() => null);
    if (!answer?.ok || query !== this.query) return 'failed';
    // Something came meanwhile: this count may be older than what is shown.
    if (this.#parts.live.since(startedAt).length > 0) return 'held';
    this.#tally.take(answer.data);
    const isOff = query.view === 'table' && answer.data.total !== this.total('all');
    return isOff && this.moving.size === 0 ? 'held' : 'read';
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
  const unlisten = live.listen({
    collaborations: (fresh) => untrack(() => store.absorb(fresh)),
    others: (changes) => untrack(() => store.absorbOthers(changes)),
  });
  return () => (unlisten(), store.stop());
}
