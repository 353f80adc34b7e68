import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../../access/reader.ts';
import { visibleCampaigns } from '../../../access/visible-campaigns.ts';
import { readCursor } from '../../../feed/cursor.ts';
import type { Snapshot } from '../../snapshot.ts';
import { catchUp } from './catch-up.ts';
import type { ListColumns } from './list-columns.ts';
import { loadColumns } from './load-columns.ts';
import { SortOrders } from './sort-orders.ts';
import { Turns } from './turns.ts';

/** All collaborations in memory: their columns, and the orders they can be listed in. */
export interface Listed {
  readonly columns: ListColumns;
  readonly orders: SortOrders;
}

/** The columns of one database, as they were at a position of its change feed. */
class ListMemory {
  readonly turns = new Turns();
  #listed: Listed | undefined;
  #cursor = '';

  /** The columns at the cursor of the transaction. Only for whoever has the turn: it may bring them forward. */
  async at(sql: Queries, cursor: string): Promise<Listed> {
    const known = this.#listed;
    if (known && cursor === this.#cursor) return known;
    // Until they are right again, they are not there.
    this.#listed = undefined;
    const isCaughtUp =
      known !== undefined && (await catchUp(sql, known.columns, this.#cursor, cursor));
    const listed = isCaughtUp ? known : await loaded(sql);
    listed.orders.move(listed.columns.takeMoved());
    [this.#listed, this.#cursor] = [listed, cursor];
    return listed;
  }
}

async function loaded(sql: Queries): Promise<Listed> {
  const columns = await loadColumns(sql);
  return { columns, orders: new SortOrders(columns) };
}

const memories = new WeakMap<Sql, ListMemory>();

function memoryOf(sql: Sql): ListMemory {
  const known = memories.get(sql) ?? new ListMemory();
  memories.set(sql, known);
  return known;
}

/** The campaigns that exist for a person; true: it is archived. */
export type Sight = ReadonlyMap<string, boolean>;

interface Steps<Picked, T> {
  /** Chooses from the columns, which stay as they are until it ends. Keep it short: others wait for their turn. */
  readonly pick: (sql: Queries, listed: Listed, sight: Sight) => Promise<Picked>;
  /** Reads the rest, in the same snapshot. */
  readonly read: (sql: Queries, picked: Picked, cursor: string) => Promise<T>;
}

/** One snapshot of the database, with the columns exactly as that snapshot has them. */
export async function listSnapshot<Picked, T>(
  sql: Sql,
  reader: Reader,
  { pick, read }: Steps<Picked, T>,
): Promise<Snapshot<T>> {
  const memory = memoryOf(sql);
  // The columns only move on: whoever begins a snapshot with the turn finds them no newer than it.
  const done = await memory.turns.next();
  try {
    return await sql.begin(
      'isolation level repeatable read read only',
      async (transaction): Promise<Snapshot<T>> => {
        const [cursor, sight] = await Promise.all([
          readCursor(transaction),
          readSight(transaction, reader),
        ]);
        const picked = await pick(transaction, await memory.at(transaction, cursor), sight);
        done();
        return { cursor, value: await read(transaction, picked, cursor) };
      },
    );
  } finally {
    done();
  }
}

async function readSight(sql: Queries, reader: Reader): Promise<Sight> {
  const rows = await sql<{ id: string; is_archived: boolean }[]>`
    select id, status = 'Archived' as is_archived from campaigns where id in (${visibleCampaigns(sql, reader)})`;
  return new Map(rows.map((row) => [row.id, row.is_archived]));
}
