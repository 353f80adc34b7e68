import { guessMapping } from '@parley/domain/imports/guess-mapping';
import type { ImportKind } from '@parley/domain/imports/import-fields';
import { LIMITS } from '@parley/domain/limits';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';
import type { Caller } from '../auth/caller.ts';
import { type CsvRecord, csvRecords, delimiterIn } from './csv-records.ts';
import { encodingOf, textOf } from './file-text.ts';
import { notCsv } from './not-csv.ts';

export interface NewFile {
  readonly id: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MOST_ROWS: Readonly<Record<ImportKind, number>> = {
  creators: LIMITS.importedCreators,
  collaborations: LIMITS.importedCollaborations,
};
const MOST_COLUMNS = 300;
/** Rows, and characters, that go to the database at once. */
const CHUNK_ROWS = 1_000;
const CHUNK_CHARS = 1_000_000;

/** Reads a file and stores its rows as they are, chunk by chunk. 422 where it is no CSV, or has too many rows. */
export async function storeFile(sql: Queries, caller: Caller, file: NewFile): Promise<void> {
  const { id, kind, name, bytes } = file;
  const encoding = encodingOf(bytes);
  const records = csvRecords(textOf(bytes, encoding));
  const headers = await headersOf(records);
  const delimiter = delimiterIn(textOf(bytes, encoding));
  await sql`
    insert into imports (id, kind, name, encoding, delimiter, headers, mapping, total, account_kind, account_id, person_id)
    values (${id}, ${kind}, ${name}, ${encoding}, ${delimiter}, ${jsonText(headers)}::text::jsonb,
      ${jsonText(guessMapping(kind, headers))}::text::jsonb, 0, ${caller.kind}, ${caller.accountId}, ${caller.personId})`;
  const total = await storeRows(sql, file, records);
  if (total === 0) throw notCsv('The file has a header and no rows.');
  await sql`update imports set total = ${total} where id = ${id}`;
}

async function headersOf(records: AsyncGenerator<CsvRecord>): Promise<string[]> {
  const first = await records.next();
  if (first.done) throw notCsv('The file is empty.');
  const headers = first.value.cells.map((cell) => cell.trim());
  while (headers.at(-1) === '') headers.pop();
  if (headers.length > MOST_COLUMNS)
    throw notCsv(`The file has ${headers.length} columns; at most ${MOST_COLUMNS} are read.`);
  return headers;
}

async function storeRows(
  sql: Queries,
  { id, kind }: NewFile,
  records: AsyncGenerator<CsvRecord>,
): Promise<number> {
  let [row, chars] = [0, 0];
  let chunk: object[] = [];
  const store = async () => {
    await insertRows(sql, id, chunk);
    [chunk, chars] = [[], 0];
  };
  for await (const { line, cells } of records) {
    row += 1;
    if (row > MOST_ROWS[kind]) throw tooMany(kind, line);
    chunk.push({ row, line, cells });
    chars += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (chunk.length >= CHUNK_ROWS || chars >= CHUNK_CHARS) await store();
  }
  await store();
  return row;
}

async function insertRows(sql: Queries, id: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into import_rows (import_id, row, line, cells)
    select ${id}::uuid, row, line, cells
    from jsonb_to_recordset(${jsonText(rows)}::text::jsonb) as r(row int, line int, cells jsonb)`;
}

function tooMany(kind: ImportKind, line: number) {
  const most = MOST_ROWS[kind].toLocaleString('en');
  return notCsv(
    `A file of ${kind} has at most ${most} rows, and another one begins on line ${line}. Split it, and import the parts one after the other.`,
    'TOO_MANY_ROWS',
  );
}
