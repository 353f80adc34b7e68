import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import type { Queries, Sql } from '../db/connect.ts';
import { changeColumns, changeRow } from '../feed/change-row.ts';
import { cursorAt, parseCursor } from '../feed/parse-cursor.ts';
import { snapshot } from '../read/snapshot.ts';
import { changeMessages } from './change-messages.ts';
import { accessChangesOf, readableChanges } from './readable-changes.ts';
import type { SyncAnswer } from './socket-messages.ts';

/** Changes an answer carries at most; source: the outside contract, section 4. */
const MOST = 500;
const rows = z.array(changeRow);

/** The answer to a `sync`, and the id up to which it is complete; null where further answers must follow first. */
export interface CaughtUp {
  readonly answer: SyncAnswer;
  readonly upTo: number | null;
}

/** What a reader missed since their cursor, from one snapshot; a resync where that can no longer be told. */
export async function catchUp(sql: Sql, reader: Reader, since: string | null): Promise<CaughtUp> {
  const { value } = await snapshot(sql, (transaction) => missed(transaction, reader, since));
  return value;
}

async function missed(sql: Queries, reader: Reader, since: string | null): Promise<CaughtUp> {
  const [feed] = await sql<{ epoch: string; head: number; kept_after: number }[]>`
    select coalesce((select feed_epoch from workspace), '') as epoch,
      coalesce((select changes_kept_after from workspace), 0) as kept_after,
      coalesce((select max(id) from changes), 0) as head`;
  const { epoch, head, kept_after } = feed ?? { epoch: '', head: 0, kept_after: 0 };
  const cursor = cursorAt(epoch, head);
  if (since === null) return { answer: { cursor, changes: [] }, upTo: head };
  const from = parseCursor(since);
  const isKnown = from !== null && from.epoch === epoch && from.id <= head && from.id >= kept_after;
  if (!isKnown || (await mustReadAnew(sql, reader, from.id)))
    return { answer: { resync: true, cursor }, upTo: head };
  const found = rows.parse(
    await sql`
      select ${changeColumns(sql)} from changes c where c.id > ${from.id} and ${readableChanges(sql, reader)}
      order by c.id limit ${MOST + 1}`,
  );
  const messages = await changeMessages(sql, found.slice(0, MOST));
  const changes = [...messages]
    .sort(([a], [b]) => a - b)
    .map(([, message]) => message(reader.role));
  const last = found[MOST - 1];
  if (found.length > MOST && last)
    return { answer: { cursor: cursorAt(epoch, last.id), changes, more: true }, upTo: null };
  return { answer: { cursor, changes }, upTo: head };
}

async function mustReadAnew(sql: Queries, reader: Reader, since: number): Promise<boolean> {
  const found = await sql`
      select 1 from changes c
      where c.id > ${since} and (c.kind = 'everything' or ${accessChangesOf(sql, reader)}) limit 1`;
  return found.length > 0;
}
