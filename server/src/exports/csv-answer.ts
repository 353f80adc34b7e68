import { once } from 'node:events';
import { ReadableStream } from 'node:stream/web';
import { type Stringifier, stringify } from 'csv-stringify';
import type { Cell } from '../csv/csv-text.ts';
import { harmlessCell } from '../csv/harmless-cell.ts';
import { Slots } from './slots.ts';

/** Exports under way at once: each holds a connection to the database until its reader has it all. */
const AT_ONCE = 3;
/** A reader that takes nothing for so long is gone. */
const PATIENCE_MS = 60_000;
const slots = new Slots(AT_ONCE);

/** Takes rows; waits while the reader is slower. */
export type WriteRows = (rows: readonly (readonly Cell[])[]) => Promise<void>;

interface Table {
  readonly fileName: string;
  readonly head: readonly string[];
  /**
   * Reads the rows. It calls `begin` with the change cursor of its snapshot once nothing can be refused any more:
   * what it throws before is answered as a problem, what it throws later cuts the file off.
   */
  readonly read: (begin: (cursor: string) => WriteRows) => Promise<unknown>;
}

/** Answers a table as CSV while it is read, in little memory however long it is. */
export async function csvAnswer({ fileName, head, read }: Table): Promise<Response> {
  const free = await slots.next();
  const out = stringify({ bom: true, record_delimiter: 'windows' });
  // Told to the reader of the stream; without a listener it would end the process.
  out.on('error', () => undefined);
  const begun = Promise.withResolvers<string>();
  const begin = (cursor: string): WriteRows => {
    out.write([...head]);
    begun.resolve(cursor);
    return (rows) => writeAll(out, rows);
  };
  void read(begin)
    .then(
      () => void out.end(),
      (error: unknown) => {
        begun.reject(error);
        out.destroy(error instanceof Error ? error : new Error(String(error)));
      },
    )
    .finally(free);
  const cursor = await begun.promise;
  return new Response(ReadableStream.from(out), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'parley-cursor': cursor,
    },
  });
}

async function writeAll(out: Stringifier, rows: readonly (readonly Cell[])[]): Promise<void> {
  for (const row of rows) {
    if (!out.destroyed && out.write(row.map(harmlessCell))) continue;
    await drained(out);
  }
}

/** Waits until the reader took what was written; throws where nobody reads any more. */
async function drained(out: Stringifier): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const gone = new AbortController();
  const close = () => gone.abort();
  out.once('close', close);
  try {
    if (out.destroyed) throw new Error('The reader of an export is gone');
    await once(out, 'drain', { signal: AbortSignal.any([patience, gone.signal]) });
  } finally {
    out.off('close', close);
  }
}
