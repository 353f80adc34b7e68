import { postgresCode, type Queries, type Sql } from '../projection/postgres.ts';
import { announceAll } from '../projection/store-changes.ts';
import { decideCreators } from './decide-creators.ts';
import type { ImportJob } from './import-row.ts';
import { refusedRow } from './import-row.ts';
import { holdRows, nextRows, storeResults } from './import-store.ts';
import { storeCreators } from './store-creators.ts';
import { endImport, type ImportStep, readyJob, TOLD_ONE_BY_ONE } from './ready-job.ts';

const ROWS = 500;
/** unique_violation (somebody took a handle meanwhile), serialization_failure, deadlock_detected */
const AGAIN = new Set(['23505', '40001', '40P01']);
const ATTEMPTS = 4;
/** Postgres' classes "data exception" and "integrity constraint violation": what is wrong is in a row. */
const WRONG_ROW = /^2[23]/;

/**
 * Imports the next rows of a file of creators, all in one transaction: each is in whole or not at all. Where the
 * database refuses a chunk, half of it is tried, down to the one row that is at fault, which is refused.
 */
export async function creatorChunk(sql: Sql, importId: string): Promise<ImportStep> {
  for (let rows = ROWS; ; rows = Math.floor(rows / 2)) {
    try {
      return await attempted(() => sql.begin((transaction) => chunk(transaction, importId, rows)));
    } catch (error) {
      if (!WRONG_ROW.test(postgresCode(error))) throw error;
      if (rows === 1) return await refuseNext(sql, importId, error);
    }
  }
}

async function attempted<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !AGAIN.has(postgresCode(error))) throw error;
    }
  }
}

async function chunk(sql: Queries, importId: string, limit: number): Promise<ImportStep> {
  const ready = await readyJob(sql, importId);
  if ('step' in ready) return ready.step;
  const { job } = ready;
  const rows = await nextRows(sql, importId, limit);
  if (rows.length === 0) {
    await endImport(sql, job, 'completed');
    return 'over';
  }
  const { drafts, results } = await decideCreators(sql, job, rows);
  const tags = await storeCreators(sql, drafts.values(), importId);
  // Behind the creators, as whoever erases one takes them in this order.
  await holdRows(sql, importId, rows);
  await storeResults(sql, importId, results);
  await tell(sql, job, [...drafts.keys()], tags);
  return 'more';
}

/** One of a long file's chunk stands for all of it: totals are counted anew, and lists look again. */
async function tell(
  sql: Queries,
  { total }: ImportJob,
  ids: readonly string[],
  tags: readonly string[],
): Promise<void> {
  await announceAll(sql, 'tag', tags);
  await announceAll(sql, 'creator', total > TOLD_ONE_BY_ONE ? ids.slice(-1) : ids);
}

async function refuseNext(sql: Sql, importId: string, error: unknown): Promise<ImportStep> {
  const why = error instanceof Error ? error.message : 'unknown';
  await sql.begin(async (transaction) => {
    const [row] = await nextRows(transaction, importId, 1);
    if (row)
      await storeResults(transaction, importId, [refusedRow(row.row, `cannot be stored: ${why}`)]);
  });
  return 'more';
}
