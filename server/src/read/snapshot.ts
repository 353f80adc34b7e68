import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import { readCursor } from '../feed/cursor.ts';

export interface Snapshot<T> {
  readonly value: T;
  /** The change cursor of the same snapshot, for the header `Parley-Cursor`. */
  readonly cursor: string;
}

/** Runs reads that see one state of the database together with its change cursor. */
export async function snapshot<T>(
  sql: Sql,
  read: (sql: Queries) => Promise<T>,
): Promise<Snapshot<T>> {
  return await sql.begin(
    'isolation level repeatable read read only',
    async (transaction): Promise<Snapshot<T>> => {
      const [cursor, value] = await Promise.all([readCursor(transaction), read(transaction)]);
      return { cursor, value };
    },
  );
}
