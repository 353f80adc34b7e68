import { SvelteSet } from 'svelte/reactivity';
import type { ListKey, Lists } from './lists.svelte.ts';
import type { Slot } from './row-list.ts';

/** Asked before rows change places: false keeps them until the pointer or the focus has left. */
export type MayMove = (key: ListKey, before: readonly Slot[], after: readonly Slot[]) => boolean;

/** A changed row of the table stays long enough to be seen before it moves to its new place. */
const TABLE_PAUSE_MS = 1_250;
const RETRY_MS = 1_000;

/** Puts changed rows where they belong, when that disturbs nobody. */
export class Placement {
  /** Rows that will move, or leave, on the next pause. */
  readonly moving = new SvelteSet<string>();
  mayMove: MayMove = () => true;
  readonly #lists: Lists;
  readonly #own = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lists: Lists) {
    this.#lists = lists;
  }

  /** These rows changed: on the board, and where they have no place yet, they are placed at once. */
  changed(ids: readonly string[]): void {
    const lists = [...this.#lists.all.values()];
    const now = ids.filter(
      (id) => this.#lists.query.view === 'board' || !lists.some(({ slots }) => slots.includes(id)),
    );
    for (const id of ids) if (this.#wouldMove(id)) this.moving.add(id);
    const own = now.filter((id) => this.#own.has(id));
    if (own.length > 0) this.#place(own, true);
    if (now.length > 0) this.#place(now, false);
    this.#soon(TABLE_PAUSE_MS);
  }

  /** This person changed rows: on the board their cards go to their columns at once. */
  own(ids: readonly string[]): void {
    for (const id of ids) {
      if (!this.#lists.base(id)) continue;
      this.#own.add(id);
      this.#lists.keepToo(id);
      this.#lists.spread(id);
    }
    if (this.#lists.query.view === 'board') this.#place(ids, true);
    else this.changed(ids);
  }

  /** Puts everything that waits where it belongs, unless the pointer or the focus is in the way. */
  place(): void {
    this.#place([...this.moving], false);
  }

  /** The server said where these stand. */
  settled(ids: Iterable<string>): void {
    for (const id of ids) this.moving.delete(id);
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.moving.clear();
    this.#own.clear();
  }

  #wouldMove(id: string): boolean {
    const after = this.#lists.after([id], this.moving);
    return [...this.#lists.all].some(([key, { slots }]) => {
      const next = after.get(key)?.slots ?? [];
      return next.length !== slots.length || next.indexOf(id) !== slots.indexOf(id);
    });
  }

  #place(ids: readonly string[], force: boolean): void {
    if (ids.length === 0) return;
    const next = this.#lists.after(ids, this.moving);
    const isFree = [...next].every(
      ([key, { slots }]) =>
        force ||
        slots === this.#lists.slots(key) ||
        this.mayMove(key, this.#lists.slots(key), slots),
    );
    if (!isFree) return this.#soon(RETRY_MS);
    this.#lists.all = next;
    for (const id of ids) {
      this.moving.delete(id);
      this.#own.delete(id);
    }
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer);
    if (this.moving.size > 0) this.#timer = setTimeout(() => this.place(), ms);
  }
}
