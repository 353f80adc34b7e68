import type { ReportView } from '@parley/domain/report-view';
import { hashOf } from '@parley/domain/hash';
import type { Queries } from '@parley/workflows/projection/postgres';
import { type Reader, seesAll } from '../access/reader.ts';
import { parseCursor } from '../feed/parse-cursor.ts';
import type { ReportQuery } from './report-query.ts';

const MOST = 50;
const kept = new Map<string, { readonly cursor: string; readonly report: Promise<ReportView> }>();

interface Asked {
  readonly feedCursor: string;
  readonly reader: Reader;
  readonly query: ReportQuery & { readonly asOf: string };
}

/**
 * The report of an instant, kept until something changes that it depends on: whatever that is, it is announced in the
 * transaction that changes it, and what happened to collaborations later than the instant is none of it. So the files
 * of a report that is shown, which ask for its very instant, cost nothing, and neither does a past day that several
 * people look at while others work.
 */
export async function reportAt(
  sql: Queries,
  { feedCursor, reader, query }: Asked,
  read: () => Promise<ReportView>,
): Promise<ReportView> {
  const sight = seesAll(reader) ? 'all' : [reader.role, reader.personId];
  const key = hashOf([sight, query]);
  const known = kept.get(key);
  if (known && (await isTold(sql, known.cursor, feedCursor, query.asOf))) {
    // Asked for again: what is asked for least goes first.
    kept.delete(key);
    kept.set(key, { cursor: feedCursor, report: known.report });
    return await known.report;
  }
  const report = read();
  keep(key, { cursor: feedCursor, report });
  try {
    return await report;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

function keep(key: string, told: { cursor: string; report: Promise<ReportView> }): void {
  kept.delete(key);
  kept.set(key, told);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

/** Whether all that was announced between two cursors happened to collaborations after an instant. */
async function isTold(sql: Queries, from: string, to: string, asOf: string): Promise<boolean> {
  if (from === to) return true;
  const [before, after] = [parseCursor(from), parseCursor(to)];
  if (!before || !after || before.epoch !== after.epoch || before.id > after.id) return false;
  const [row] = await sql<{ is_told: boolean }[]>`
    select coalesce((select changes_kept_after from workspace), 0) <= ${before.id} and not exists (
      select 1 from changes c
      left join events e on c.kind = 'collaboration' and e.collaboration_id = c.entity_id and e.seq = c.event_seq
      where c.id > ${before.id} and c.id <= ${after.id} and c.kind <> 'view'
        and (e.at is null or e.at <= ${asOf})) as is_told`;
  return row?.is_told ?? false;
}
