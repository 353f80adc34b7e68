import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../../access/reader.ts';
import { visibleCampaigns } from '../../../access/visible-campaigns.ts';
import { readCursor } from '../../../feed/cursor.ts';
import type { Snapshot } from '../../snapshot.ts';
import { catchUp } from './catch-up.ts';
import { type ListPosition, MOST_TOLD } from './list-position.ts';
import { type Listed, loadListed } from './listed.ts';
import type { Sight } from './sight.ts';
import { Turns } from './turns.ts';

/** The lists of one database, as they were at a position of its change feed. */
export class ListMemory {
  readonly turns = new Turns();
  #listed: Listed | undefined;
  #cursor = '';

  get cursor(): string {
    return this.#cursor;
  }

  /** The lists at the cursor of the transaction. Only for whoever has the turn: it may bring them forward. */
  async at(sql: Queries, cursor: string): Promise<Listed> {
    const known = this.#listed;
    if (known && cursor === this.#cursor) return known;
    // Until they are right again, they are not there.
    this.#listed = undefined;
    const isCaughtUp =
      known !== undefined && (await catchUp(sql, known.columns, this.#cursor, cursor));
    const listed = isCaughtUp ? known : await loadListed(sql);
    listed.settle();
    listed.forget();
    [this.#listed, this.#cursor] = [listed, cursor];
    return listed;
  }

  /**
   * The lists at a position, without another statement: where they stand there already, or where only rows of known
   * creators and campaigns changed since. Null otherwise, and while somebody has the turn and so needs them as they are.
   */
  follow({ cursor, since, changes, rows }: ListPosition): Listed | null {
    const listed = this.#listed;
    if (!listed || cursor === this.#cursor) return listed ?? null;
    if (since !== this.#cursor || !changes || changes.length > MOST_TOLD) return null;
    const { columns } = listed;
    const isEasy =
      changes.every(({ kind }) => kind === 'collaboration' || kind === 'view') &&
      rows.every(
        ({ campaignId, creatorId }) =>
          columns.campaigns.find(campaignId) !== undefined &&
          columns.creators.find(creatorId) !== undefined,
      );
    if (!isEasy || this.turns.isTaken) return null;
    for (const row of rows) columns.put(row);
    listed.settle();
    this.#cursor = cursor;
    return listed;
  }

  /** Whether these are still the lists, and still of this cursor. */
  stands(listed: Listed, cursor: string): boolean {
    return this.#listed === listed && this.#cursor === cursor;
  }
}

const memories = new WeakMap<Sql, ListMemory>();

export function memoryOf(sql: Sql): ListMemory {
  const known = memories.get(sql) ?? new ListMemory();
  memories.set(sql, known);
  return known;
}

interface Steps<Picked, T> {
  /** Chooses from the lists, which stay as they are until it ends. Keep it short: others wait for their turn. */
  readonly pick: (sql: Queries, listed: Listed, sight: Sight) => Promise<Picked>;
  /** Reads the rest, in the same snapshot. */
  readonly read: (sql: Queries, picked: Picked, cursor: string) => Promise<T>;
}

/** One snapshot of the database, with the lists exactly as that snapshot has them. */
export async function listSnapshot<Picked, T>(
  sql: Sql,
  reader: Reader,
  { pick, read }: Steps<Picked, T>,
): Promise<Snapshot<T>> {
  const memory = memoryOf(sql);
  // The lists only move on: whoever begins a snapshot with the turn finds them no newer than it.
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
