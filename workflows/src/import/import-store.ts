import { IMPORT_KINDS, type ImportKind } from '@parley/domain/imports/import-fields';
import { z } from 'zod';
import { jsonText, type Queries } from '../projection/postgres.ts';
import type { ImportJob, PendingRow, RowResult } from './import-row.ts';
import { IMPORT_STATES, type ImportState } from '@parley/domain/imports/import-states';
import { IMPORT_CHANNEL } from './import-names.ts';

const job = z.object({
  id: z.uuid(),
  kind: z.enum(IMPORT_KINDS),
  state: z.enum(IMPORT_STATES),
  mapping: z.array(z.string().nullable()),
  duplicates: z.enum(['skip', 'update']),
  createsCreators: z.boolean(),
  total: z.int(),
  accountKind: z.enum(['member', 'token']),
  accountId: z.uuid(),
  personId: z.uuid(),
  startedAt: z.date().transform((at) => at.toISOString()),
});

/** The import, locked until the transaction ends: who pauses it waits for the chunk under way. Null: not there. */
export async function lockImport(sql: Queries, id: string): Promise<ImportJob | null> {
  const [row] = await sql`
    select id, kind, state, mapping, duplicates, creates_creators as "createsCreators", total,
      account_kind as "accountKind", account_id as "accountId", person_id as "personId",
      coalesce(started_at, created_at) as "startedAt"
    from imports where id = ${id} for update`;
  return row ? job.parse(row) : null;
}

const pending = z.array(z.object({ row: z.int(), line: z.int(), cells: z.array(z.string()) }));

/** The next rows that are not done, in the order of the file. */
export async function nextRows(
  sql: Queries,
  importId: string,
  limit: number,
): Promise<readonly PendingRow[]> {
  return pending.parse(
    await sql`
      select row, line, cells from import_rows
      where import_id = ${importId} and outcome is null order by row limit ${limit}`,
  );
}

/** The rows behind one, done or not, in the order of the file. */
export async function rowsAfter(
  sql: Queries,
  importId: string,
  after: number,
  limit: number,
): Promise<readonly PendingRow[]> {
  return pending.parse(
    await sql`
      select row, line, cells from import_rows
      where import_id = ${importId} and row > ${after} order by row limit ${limit}`,
  );
}

/** A creator was erased while rows that name them were decided. As in Postgres: the transaction is tried again. */
class RowsEmptied extends Error {
  readonly code = '40001';
}

/**
 * Holds rows that were decided until the transaction ends: whoever erases a creator waits, and then empties what is
 * stored of them. Throws where one was emptied meanwhile, for what was read of it is to be forgotten.
 */
export async function holdRows(
  sql: Queries,
  importId: string,
  rows: readonly PendingRow[],
): Promise<void> {
  const filled = rows.filter(({ cells }) => cells.length > 0).map(({ row }) => row);
  const held = await sql`
    select 1 from import_rows where import_id = ${importId} and row = any(${filled}::int[]) and cells <> '[]'
    order by row for update`;
  if (held.length < filled.length) throw new RowsEmptied('A creator was erased meanwhile');
}

/** Stores what became of rows, and counts it, once: a row that is done stays as it is. Announces the progress. */
export async function storeResults(
  sql: Queries,
  importId: string,
  results: readonly RowResult[],
): Promise<void> {
  await sql`
    with done as (
      update import_rows r set outcome = d.outcome, errors = d.errors, entity_id = d.entity_id,
        -- Nothing is kept beside what is in: an erased creator leaves nothing here.
        cells = case when d.outcome in ('created', 'updated') then '[]' else r.cells end
      from jsonb_to_recordset(${jsonText(results.map(columns))}::text::jsonb)
        as d(row int, outcome text, errors jsonb, entity_id uuid)
      where r.import_id = ${importId} and r.row = d.row and r.outcome is null
      returning r.outcome
    )
    update imports set touched_at = now(),
      created = created + (select count(*) from done where outcome = 'created'),
      updated = updated + (select count(*) from done where outcome = 'updated'),
      skipped = skipped + (select count(*) from done where outcome = 'skipped'),
      refused = refused + (select count(*) from done where outcome = 'refused')
    where id = ${importId}`;
  await tellProgress(sql, importId);
}

function columns({ row, outcome, errors, entityId }: RowResult): object {
  return { row, outcome, errors: errors ?? null, entity_id: entityId ?? null };
}

/** Moves an import on; final states get their instant. */
export async function setImportState(
  sql: Queries,
  importId: string,
  state: ImportState,
  failure: string | null = null,
): Promise<void> {
  const isOver = state === 'completed' || state === 'cancelled' || state === 'failed';
  await sql`
    update imports set state = ${state}, failure = ${failure}, touched_at = now(),
      started_at = case when ${state === 'running'} then coalesce(started_at, now()) else started_at end,
      finished_at = case when ${isOver} then now() end
    where id = ${importId}`;
  await tellProgress(sql, importId);
}

async function tellProgress(sql: Queries, importId: string): Promise<void> {
  await sql`select pg_notify(${IMPORT_CHANNEL}, ${importId})`;
}

/** What a file is of; null where the import is not there any more. */
export async function kindOfImport(sql: Queries, importId: string): Promise<ImportKind | null> {
  const [row] = await sql<{ kind: ImportKind }[]>`select kind from imports where id = ${importId}`;
  return row?.kind ?? null;
}
