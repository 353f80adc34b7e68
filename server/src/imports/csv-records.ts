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
  const parser = parse({
    // Told as it goes: what was read before an error is thrown away with it.
    on_record: (record: string[], { lines }) => {
      ended = lines;
      return record;
    },
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MOST_RECORD_BYTES,
    info: true,
  });
  pipeline(Readable.from(all(start, rest)), parser, () => undefined);
  let line = skipped + 1;
  try {
    for await (const found of parser) {
      const { record, info } = parsed.parse(found);
      if (record.some((cell) => cell.trim() !== '')) yield { line, cells: record.map(cut) };
      line = skipped + info.lines + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? notReadable(error, skipped + ended + 1) : error;
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

function cut(cell: string): string {
  return cell.length > MOST_CELL_CHARS ? `${cell.slice(0, MOST_CELL_CHARS)}…` : cell;
}

function notReadable(error: CsvError, line: number): Problem {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return notCsv(`The row of line ${line} opens a quote that is never closed.`);
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return notCsv(`The row of line ${line} is larger than ${MOST_RECORD_BYTES / 1_048_576} MiB.`);
  return notCsv(`The row of line ${line} cannot be read: ${error.message}`);
}
