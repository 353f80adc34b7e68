import type { ImportView } from '@parley/domain/imports/import-view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { csvLines, csvText } from '../csv/csv-text.ts';
import { readRows } from './import-view.ts';

const CHUNK = 500;

/**
 * The refused rows as a CSV file, piece by piece: line, column and message of what is wrong, then the cells as they
 * stood in the file, so that they can be mended and imported again.
 */
export async function* errorFile(sql: Queries, view: ImportView): AsyncGenerator<string> {
  const names = view.columns.map(({ name }) => name);
  const head = ['Line', 'Column', 'Message', ...names];
  yield csvText(head, []);
  const wrong = view.state === 'ready' ? sql`errors is not null` : sql`outcome = 'refused'`;
  for (let after = 0; ;) {
    const rows = await readRows(sql, view, wrong, { after, limit: CHUNK });
    const last = rows.at(-1);
    if (!last) return;
    const lines = rows.map(({ line, errors, cells }) => [
      line,
      [...new Set(errors.flatMap(({ columnName }) => columnName ?? []))].join('; '),
      errors
        .map(({ columnName, message }) => (columnName ? `${columnName} ${message}` : message))
        .join('; '),
      ...names.map((_, index) => cells[index] ?? ''),
    ]);
    yield csvLines(lines);
    after = last.row;
  }
}
