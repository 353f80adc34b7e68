import type { Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import { requireKnown } from './known-values.ts';
import type { ListFilter } from './list-query.ts';
import { listSnapshot } from './memory/list-memory.ts';
import { isSelected, select } from './selection.ts';

/** The creators of the collaborations that a filter selects for a person, each once. 422 as the list. */
export async function creatorsOfList(
  sql: Sql,
  reader: Reader,
  filter: ListFilter,
): Promise<readonly string[]> {
  const { value } = await listSnapshot(sql, reader, {
    pick: async (transaction, { columns }, sight) => {
      await requireKnown(transaction, reader, filter);
      const selection = await select(transaction, columns, sight, filter, { now: Date.now() });
      const creators = new Set<number>();
      for (let row = 0; row < columns.size; row += 1)
        if (isSelected(selection, row)) creators.add(columns.creator[row] ?? 0);
      return [...creators].flatMap((number) => columns.creators.ids[number] ?? []);
    },
    read: async (_transaction, ids) => ids,
  });
  return value;
}
