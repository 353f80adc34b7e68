import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import type { Sql } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { lookUpWords } from '../read/list/found-words.ts';
import { requireKnown } from '../read/list/known-values.ts';
import { filterShape, listFilter, type Sort, sort } from '../read/list/list-query.ts';
import { listSnapshot } from '../read/list/memory/list-memory.ts';
import { placesOf } from '../read/list/page.ts';
import { select, selectIds, without } from '../read/list/selection.ts';
import { readStates, rowsOf } from '../read/rows.ts';
import { COLLABORATION_HEAD, collaborationCells } from './collaboration-columns.ts';
import { csvAnswer } from './csv-answer.ts';

/** The query of `GET /api/collaborations.csv`: the list's without its page. */
export const exportQuery = z.strictObject({ ...filterShape, sort });

const ids = z.array(uuid).max(LIMITS.selectionIds, 'must be at most 50,000');
/** Some collaborations: by their ids, or all that a filter leaves but a few. */
export const selection = z
  .strictObject({ ids: ids.optional(), filter: listFilter.optional(), except: ids.optional() })
  .refine(({ ids: given, filter }) => (given === undefined) !== (filter === undefined), {
    message: 'must have either ids or filter',
  })
  .refine(({ except, filter }) => except === undefined || filter !== undefined, {
    path: ['except'],
    message: 'needs a filter',
  });
export type SelectionBody = z.output<typeof selection>;

/** Collaborations read at a time. */
const CHUNK = 250;

/**
 * The selected collaborations that a person may see as CSV, in the order of a list. Ids of nothing and of what they
 * may not see are left out alike, so that the file tells neither from the other.
 */
export function exportCollaborations(
  sql: Sql,
  reader: Reader,
  wanted: SelectionBody,
  order: Sort,
): Promise<Response> {
  const now = new Date().toISOString();
  return csvAnswer({
    fileName: `collaborations-${now.slice(0, 10)}.csv`,
    head: COLLABORATION_HEAD,
    read: (begin) =>
      listSnapshot(sql, reader, {
        pick: async (transaction, listed, sight) => {
          const { columns } = listed;
          const moment = { now: Date.parse(now) };
          if (wanted.filter) await requireKnown(transaction, reader, wanted.filter);
          const words = await lookUpWords(transaction, listed, wanted.filter?.q);
          const chosen = wanted.filter
            ? without(select({ listed, sight, words }, wanted.filter, moment), wanted.except ?? [])
            : selectIds(columns, sight, wanted.ids ?? []);
          const places = placesOf(listed, chosen, order, moment);
          return places.map(({ row }) => columns.rows.ids[row] ?? '');
        },
        read: async (transaction, found, cursor) => {
          const write = begin(cursor);
          for (let from = 0; from < found.length; from += CHUNK) {
            const states = await readStates(transaction, found.slice(from, from + CHUNK));
            const rows = await rowsOf(transaction, states);
            await write(rows.map((row) => collaborationCells(row, now)));
          }
        },
      }),
  });
}
