import type { CollaborationRow } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Similar } from '../../search.ts';
import type { CountedName } from '../counted-names.ts';
import { Kept } from './kept.ts';
import type { ListColumns } from './list-columns.ts';
import { loadColumns } from './load-columns.ts';
import { SortOrders } from './sort-orders.ts';

/** Rows as the list shows them that are kept: a few kilobytes each. */
const MOST_ROWS = 5_000;
const MOST_NAMES = 20_000;
const MOST_WORDS = 1_000;

/** All collaborations in memory, as they are at one position of the change feed. */
export class Listed {
  readonly columns: ListColumns;
  /** The orders they can be listed in. */
  readonly orders: SortOrders;
  /** By row: what lists have shown of it. */
  readonly shown = new Kept<number, CollaborationRow>(MOST_ROWS);
  /** By id: what counts have named. */
  readonly names = new Kept<string, CountedName>(MOST_NAMES);
  /** By word that nothing contains: what is spelled nearly so. */
  readonly nearly = new Kept<string, Similar>(MOST_WORDS);

  constructor(columns: ListColumns) {
    this.columns = columns;
    this.orders = new SortOrders(columns);
  }

  /** After rows were put: their places are others, and they are no longer shown as they were. */
  settle(): void {
    const moved = this.columns.takeMoved();
    this.orders.move(moved);
    for (const row of moved) this.shown.delete(row);
  }

  /** After names, tags or badges changed, of whatever. */
  forget(): void {
    this.shown.clear();
    this.names.clear();
    this.nearly.clear();
  }
}

/** Everything as the transaction sees it. */
export async function loadListed(sql: Queries): Promise<Listed> {
  const listed = new Listed(await loadColumns(sql));
  listed.settle();
  return listed;
}
