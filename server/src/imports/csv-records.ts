import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import type { Problem } from '../http/problem.ts';
import { type Delimiter, delimiterOf } from './delimiter-of.ts';
import { notCsv } from './not-csv.ts';

/** One row of a file, its cells as they stand there, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record beyond it is no row of a sheet any more; source: 32 MiB a file, 50,000 rows. */
const MOST_RECORD_BYTES = 4_194_304;
/** Kept of a longer cell: more than any field takes, so that it is refused by its column. */
const MOST_CELL_CHARS = 20_100;
const AS_FILES_ARE = {
  record_delimiter: '\n',
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: MOST_RECORD_BYTES,
  info: true,
} as const;

const parsed = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.int() }),
});

/** Reads rows from text with newlines as line ends; blank lines are counted and left out. 422 where it is no CSV. */
export async function* csvRecords(
  text: Iterable<string>,
): AsyncGenerator<CsvRecord, void, undefined> {
  const { start, rest, skipped, delimiter } = beginning(text);
  let ended = 0;
  const header: string[] = [];
  const parser = parse({
    // Told as it goes: what was read before an error is thrown away with it.
    on_record: (found: string[], { lines }) => {
      ended = lines;
      // Its type says cells, but with `info` it is what is parsed below.
      if (header.length === 0) header.push(...headerIn(parsed.parse(found).record));
      return found;
    },
    delimiter,
    ...AS_FILES_ARE,
  });
  pipeline(Readable.from(all(start, rest)), parser, () => undefined);
  let line = skipped + 1;
  try {
    for await (const found of parser) {
      const { record, info } = parsed.parse(found);
      if (!isBlank(record)) yield { line, cells: record.map(cut) };
      line = skipped + info.lines + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? notReadable(error, skipped + ended + 1, header) : error;
  }
}

/** Which sign separates the cells of a text, looking at its beginning. */
export function delimiterIn(text: Iterable<string>): Delimiter {
  return beginning(text).delimiter;
}

/** A first line such as `sep=;` names the delimiter to spreadsheets; it is no row. */
const NAMES_DELIMITER = /^sep=([,;|\t])\n/i;

function beginning(text: Iterable<string>) {
  const rest = text[Symbol.iterator]();
  const first = rest.next();
  const start = first.done ? '' : first.value;
  const [line, named] = NAMES_DELIMITER.exec(start) ?? [];
  const body = line === undefined ? start : start.slice(line.length);
  const delimiter = DELIMITERS_BY_SIGN.get(named ?? '') ?? delimiterOf(body);
  return { start: body, rest, skipped: line === undefined ? 0 : 1, delimiter };
}

const DELIMITERS_BY_SIGN = new Map<string, Delimiter>([
  [',', ','],
  [';', ';'],
  ['|', '|'],
  ['\t', '\t'],
]);

function* all(start: string, rest: Iterator<string>): Generator<string> {
  yield start;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

const headerIn = (cells: readonly string[]) => (isBlank(cells) ? [] : cells);
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');

function cut(cell: string): string {
  return cell.length > MOST_CELL_CHARS ? `${cell.slice(0, MOST_CELL_CHARS)}…` : cell;
}

function notReadable(error: CsvError, line: number, header: readonly string[]): Problem {
  const row = `The row of line ${line}`;
  const column = columnOf(error, header);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return notCsv(`${row} opens a quote in ${column} that is never closed.`);
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return notCsv(
      `${row} is larger than ${MOST_RECORD_BYTES / 1_048_576} MiB; it goes beyond in ${column}. Is a quote never closed?`,
    );
  return notCsv(`${row} cannot be read: ${error.message}`);
}

const SHORT_NAME = /^[^\n]{1,100}$/;

/** The column in which reading ended: counted from 1 as people do, by its name where the header is known. */
function columnOf({ index }: CsvError, header: readonly string[]): string {
  const at = z.int().catch(0).parse(index);
  const name = header[at]?.trim() ?? '';
  return SHORT_NAME.test(name) ? `column ${at + 1} (${name})` : `column ${at + 1}`;
}
