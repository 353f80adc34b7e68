import { get } from '#lib/api/client.ts';
import {
  joined,
  NOTHING,
  rangeTo,
  switched,
  type Selection,
} from '#lib/collaborations/selection.ts';
import { tellError } from '#lib/ui/toast.ts';
import type { CreatorPool } from './creator-pool.svelte.ts';
import { creatorIdsPath } from './creator-query.ts';

/** Which creators of a list are selected: some by id, or all that it shows, read or not. */
export class PoolSelection {
  chosen = $state.raw<Selection>(NOTHING);
  isAll = $state(false);
  readonly #pool: CreatorPool;

  constructor(pool: CreatorPool) {
    this.#pool = pool;
  }

  get count(): number {
    return this.isAll ? this.#pool.total : this.chosen.ids.size;
  }
  clear(): void {
    this.#choose(NOTHING);
  }
  all(): void {
    this.isAll = true;
  }
  /** Those that were read, or nobody. */
  allRead(isOn: boolean): void {
    const ids = this.#pool.slots.filter((id) => id !== null);
    this.#choose(isOn ? { ids: new Set(ids), anchor: null } : NOTHING);
  }

  /** A row was clicked; with Shift everything up to it is wanted as well, also what was not read. */
  async select(id: string, withShift: boolean): Promise<void> {
    if (this.isAll) return await this.#allBut(id);
    const range = withShift ? rangeTo(this.chosen, id, this.#pool.slots) : null;
    if (range === null) return this.#choose(switched(this.chosen, id));
    if ('ids' in range) return this.#choose(joined(this.chosen, range.ids));
    const ids = await this.#read(range);
    if (ids) this.#choose(joined(this.chosen, ids));
  }

  /** From now on by id: those of the others that were not read are asked for. */
  async #allBut(id: string): Promise<void> {
    const { slots } = this.#pool;
    const read = slots.filter((one) => one !== null);
    const ids = read.length === slots.length ? read : await this.#read(null);
    if (ids && this.isAll) this.#choose(switched({ ids: new Set(ids), anchor: null }, id));
  }

  async #read(ends: { from: string; to: string } | null): Promise<readonly string[] | null> {
    const { query } = this.#pool;
    const answer = await get<{ ids: readonly string[] }>(fetch, creatorIdsPath(query, ends));
    if (query !== this.#pool.query) return null;
    if (answer.ok) return answer.data.ids;
    tellError(answer.problem.message);
    return null;
  }
  #choose(next: Selection): void {
    this.isAll = false;
    this.chosen = next;
  }
}
