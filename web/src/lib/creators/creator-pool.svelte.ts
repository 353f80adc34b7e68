import type { CreatorListItem, CreatorView, Page } from '@parley/domain/view';
import type { Answer } from '#lib/api/client.ts';
import type { OtherChange } from '#lib/live/live.svelte.ts';
import { retagged, tagChanges } from '#lib/tags/tag-feed.ts';
import { creatorPath, type CreatorQuery } from './creator-query.ts';
import { soon } from './soon.ts';

export interface PoolRead {
  readonly query: CreatorQuery;
  readonly page: Page<CreatorListItem>;
}
type Read = (path: string) => Promise<Answer<Page<CreatorListItem>>>;

/** Rows of one read; the list is read in such parts, wherever it is scrolled to. */
export const PART = 100;

/** The creators that a list shows: parts of it as they come into sight, kept true by the feed. */
export class CreatorPool {
  query: CreatorQuery;
  total = $state(0);
  #slots = $state.raw<readonly (string | null)[]>([]);
  #rows = $state.raw<ReadonlyMap<string, CreatorListItem>>(new Map());
  /** Rows that changed a moment ago, for their tint. */
  changed = $state.raw<ReadonlySet<string>>(new Set());
  readonly #read: Read;
  readonly #reading = new Set<number>();
  readonly #again = soon(() => void this.#readAgain());
  #seen = { from: 0, to: PART };
  #tinting: ReturnType<typeof setTimeout> | undefined;

  constructor(read: Read, first: PoolRead) {
    this.#read = read;
    this.query = first.query;
    this.take(first);
  }

  /** Ids by place; null where they were not read yet. */
  get slots(): readonly (string | null)[] {
    return this.#slots;
  }
  row(id: string): CreatorListItem | null {
    return this.#rows.get(id) ?? null;
  }

  /** A list that was read anew. */
  take({ query, page }: PoolRead): void {
    this.query = query;
    this.#reading.clear();
    this.#rows = new Map();
    this.#slots = [];
    this.#place(0, page);
  }

  /** Reads what of these places is missing. */
  show(from: number, to: number): void {
    this.#seen = { from, to };
    for (let part = Math.floor(from / PART); part * PART < Math.min(to, this.total); part += 1) {
      const start = part * PART;
      const isMissing = this.#slots.slice(start, start + PART).includes(null);
      if (isMissing && !this.#reading.has(start)) void this.#readPart(start);
    }
  }

  /** Takes what the feed tells; who may have come, gone or moved is read again, soon. */
  absorb(changes: readonly OtherChange[]): void {
    const tags = tagChanges(changes);
    if (tags.length > 0) {
      this.#rows = new Map(
        [...this.#rows].map(([id, row]) => {
          const now = retagged(row.tags, tags);
          return [id, now === row.tags ? row : { ...row, tags: now }];
        }),
      );
    }
    const creators = changes.filter(({ kind }) => kind === 'creator');
    if (creators.length === 0) return;
    const rows = new Map(this.#rows);
    const known = creators.filter(({ id }) => rows.has(id));
    for (const { id, value } of known) {
      const before = rows.get(id);
      if (before && isCreator(value)) rows.set(id, { ...before, ...value });
    }
    this.#rows = rows;
    this.#tint(known.map(({ id }) => id));
    this.#again.call();
  }

  /** Ends its timers. */
  stop(): void {
    this.#again.stop();
    clearTimeout(this.#tinting);
  }

  async #readPart(start: number): Promise<void> {
    this.#reading.add(start);
    const { query } = this;
    const answer = await this.#read(creatorPath(query, start, PART));
    if (query !== this.query) return;
    this.#reading.delete(start);
    if (answer.ok) this.#place(start, answer.data);
  }

  /** What is in sight, in place: nothing moves for whoever looks at rows that stay. */
  async #readAgain(): Promise<void> {
    const start = Math.floor(this.#seen.from / PART) * PART;
    const { query } = this;
    const answer = await this.#read(creatorPath(query, start, 2 * PART));
    if (!answer.ok || query !== this.query) return;
    this.#slots = [];
    this.#place(start, answer.data);
    this.show(this.#seen.from, this.#seen.to);
  }

  #place(start: number, { items, total }: Page<CreatorListItem>): void {
    const slots = Array.from({ length: total }, (_, place) => this.#slots[place] ?? null);
    const rows = new Map(this.#rows);
    for (const [index, item] of items.entries()) {
      if (start + index < total) slots[start + index] = item.id;
      rows.set(item.id, item);
    }
    this.total = total;
    this.#slots = slots;
    this.#rows = rows;
  }

  #tint(ids: readonly string[]): void {
    this.changed = new Set([...this.changed, ...ids]);
    clearTimeout(this.#tinting);
    this.#tinting = setTimeout(() => (this.changed = new Set()), 1_200);
  }
}

/** What the feed says of a creator is how the API answers them; null where they are gone. */
function isCreator(value: unknown): value is CreatorView {
  return typeof value === 'object' && value !== null && 'handles' in value && 'tags' in value;
}
