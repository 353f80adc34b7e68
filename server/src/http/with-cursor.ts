import type { Queries, Sql } from '../db/connect.ts';
import { snapshot } from '../read/snapshot.ts';
import type { RequestContext } from './request-context.ts';

/** Answers what `read` finds in one snapshot as JSON, with that snapshot's change cursor in `Parley-Cursor`. */
export async function withCursor(
  c: RequestContext,
  sql: Sql,
  read: (sql: Queries) => Promise<object>,
): Promise<Response> {
  const { value, cursor } = await snapshot(sql, read);
  c.header('Parley-Cursor', cursor);
  return c.json(value);
}
