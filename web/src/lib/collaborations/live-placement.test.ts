import { expect, it } from 'vitest';
import type { CollaborationRow } from '@parley/domain/view';
import { compareBy } from './order.ts';
import { listOf, near, placed, withRange, withRows, type RowList } from './row-list.ts';
import { rowOf } from './row-of.ts';

const RUNS = 150;
const STEPS = 60;
const compare = compareBy({ key: 'updated', descending: true }, 0);
const matches = (row: CollaborationRow) => row.status === 'Pending';

/** Whole numbers below a bound, the same for the same seed. */
function drawsOf(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** A server with its rows, and a page that read some ranges of them and hears every change. */
class World {
  rows = new Map<string, CollaborationRow>();
  list: RowList;
  readonly waiting = new Set<string>();
  readonly #draw: (below: number) => number;

  constructor(seed: number) {
    this.#draw = drawsOf(seed);
    for (let number = 1; number <= 40; number += 1) this.rows.set(...this.#fresh(number));
    this.list = listOf({ items: this.order().slice(0, 8), total: this.order().length });
  }

  order(): CollaborationRow[] {
    return [...this.rows.values()].filter(matches).sort(compare);
  }

  step(): void {
    const which = this.#draw(10);
    if (which < 2) this.#read();
    else if (which === 2) this.#forget();
    else if (which === 3) this.place();
    else this.#change();
  }

  /** The pointer left: everything that waited goes to its place. */
  place(): void {
    const shown = (row: CollaborationRow) => row;
    const how = { shown, matches, compare, waiting: this.waiting };
    this.list = placed(this.list, this.waiting, how);
    this.waiting.clear();
  }

  #read(): void {
    this.place();
    const order = this.order();
    const offset = this.#draw(order.length + 1);
    const items = order.slice(offset, offset + 1 + this.#draw(9));
    this.list = withRange(this.list, { items, total: order.length }, offset);
  }
  #forget(): void {
    this.place();
    const from = this.#draw(30);
    this.list = near(this.list, from, from + 12);
  }
  /** One row becomes another, or there is a new one; sometimes it waits before it moves. */
  #change(): void {
    const number = 1 + this.#draw(46);
    const [id, row] = this.#fresh(number);
    const before = this.rows.get(id) ?? null;
    const after = { ...row, version: (before?.version ?? 0) + 1 };
    this.rows.set(id, after);
    this.list = withRows(this.list, [{ row: after, before }]);
    this.waiting.add(id);
    if (this.#draw(2) === 0) this.place();
  }
  #fresh(number: number): [string, CollaborationRow] {
    const updatedAt = new Date(Date.UTC(2026, 0, 1) + this.#draw(90) * 60_000).toISOString();
    const status = this.#draw(4) === 0 ? 'Cancelled' : 'Pending';
    const row = rowOf(number, { updatedAt, status });
    return [row.id, row];
  }
}

it('shows what it read in the server’s order after any sequence of live changes', () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const world = new World(seed);
    for (let step = 0; step < STEPS; step += 1) world.step();
    world.place();
    const order = world.order();
    const wrong = world.list.slots.findIndex((id, at) => id !== null && id !== order[at]?.id);
    expect({ seed, wrong, length: world.list.slots.length }).toEqual({
      seed,
      wrong: -1,
      length: order.length,
    });
  }
});
