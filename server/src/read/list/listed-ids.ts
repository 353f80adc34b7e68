import { type Status, STATUSES } from '@parley/domain/statuses';
import type { Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ListFilter } from './list-query.ts';
import { isSelected, select } from './selection.ts';
import { toldList } from './told-list.ts';

export interface ListedId {
  readonly id: string;
  readonly status: Status;
}

/** Every collaboration that a filter selects for a person, at most so many, in no order. 422 as for the list. */
export async function listedIds(
  sql: Sql,
  reader: Reader,
  filter: ListFilter,
  most: number,
): Promise<Snapshot<readonly ListedId[]>> {
  return await toldList(sql, reader, {
    filter,
    pick: (choice) => {
      const { columns } = choice.listed;
      const selection = select(choice, filter, { now: Date.now() });
      const found: ListedId[] = [];
      for (let row = 0; row < columns.size && found.length < most; row += 1) {
        const id = columns.rows.ids[row];
        const status = STATUSES[columns.status[row] ?? -1];
        if (id !== undefined && status !== undefined && isSelected(selection, row))
          found.push({ id, status });
      }
      return found;
    },
    read: (_sql, found) => Promise.resolve({ value: found, cursor: null, keep: () => undefined }),
  });
}
