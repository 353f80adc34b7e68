import type { Sql } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { creatorCondition, creatorFilterShape } from '../read/creator-filter.ts';
import { creatorSort, readListItems, readSortedIds } from '../read/creator-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { readCursor } from '../feed/cursor.ts';
import { CREATOR_HEAD, creatorCells } from './creator-columns.ts';
import { csvAnswer } from './csv-answer.ts';

/** The query of `GET /api/creators.csv`: the list's without its page. */
export const creatorExportQuery = z.strictObject({ ...creatorFilterShape, sort: creatorSort });
export type CreatorExportQuery = z.output<typeof creatorExportQuery>;

/** Creators read at a time. */
const CHUNK = 250;

/** The creators of a filter as CSV, as a person may see them; guests get no contact details. */
export function exportCreators(
  sql: Sql,
  reader: Reader,
  { sort, ...filter }: CreatorExportQuery,
): Promise<Response> {
  return csvAnswer({
    fileName: `creators-${new Date().toISOString().slice(0, 10)}.csv`,
    head: CREATOR_HEAD,
    read: (begin) =>
      snapshot(sql, async (transaction) => {
        const { where } = await creatorCondition(transaction, reader, filter);
        const ids = await readSortedIds(transaction, reader, where, sort);
        const write = begin(await readCursor(transaction));
        for (let from = 0; from < ids.length; from += CHUNK) {
          const items = await readListItems(transaction, reader, ids.slice(from, from + CHUNK));
          await write(items.map(creatorCells));
        }
      }),
  });
}
