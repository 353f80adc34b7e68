import type { Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import type { ListFilter } from './list-query.ts';
import { isSelected, select } from './selection.ts';
import { toldList } from './told-list.ts';

/** The creators of the collaborations that a filter selects for a person, each once. 422 as the list. */
export async function creatorsOfList(
  sql: Sql,
  reader: Reader,
  filter: ListFilter,
): Promise<readonly string[]> {
  const { value } = await toldList(sql, reader, {
    filter,
    pick: (choice) => {
      const { columns } = choice.listed;
      const selection = select(choice, filter, { now: Date.now() });
      const creators = new Set<number>();
      for (let row = 0; row < columns.size; row += 1)
        if (isSelected(selection, row)) creators.add(columns.creator[row] ?? 0);
      return [...creators].flatMap((number) => columns.creators.ids[number] ?? []);
    },
    read: (_sql, ids) => Promise.resolve({ value: ids, cursor: null, keep: () => undefined }),
  });
  return value;
}
