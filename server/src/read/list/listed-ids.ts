import { type Status, STATUSES } from '@parley/domain/statuses';
import type { Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import { invalid } from '../../http/problem.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ListFilter, Sort } from './list-query.ts';
import type { ListColumns } from './memory/list-columns.ts';
import { placesOf } from './page.ts';
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
        if (isSelected(selection, row)) found.push(...listedId(columns, row));
      }
      return found;
    },
    read: (_sql, found) => Promise.resolve({ value: found, cursor: null, keep: () => undefined }),
  });
}

/** Two rows of a list in an order, and everything between them. */
export interface Between {
  readonly sort: Sort;
  readonly from: string;
  readonly to: string;
}

/**
 * The collaborations from one row of a list to another, whichever comes first, both among them, as the list stands
 * now. 422 as for the list, and where one of the two is not in it.
 */
export async function idsBetween(
  sql: Sql,
  reader: Reader,
  filter: ListFilter,
  { sort, from, to }: Between,
): Promise<readonly ListedId[]> {
  const { value } = await toldList(sql, reader, {
    filter,
    pick: (choice) => {
      const { columns } = choice.listed;
      const now = Date.now();
      const places = placesOf(choice.listed, select(choice, filter, { now }), sort, { now });
      const [first, last] = [from, to].map((id) => {
        const row = columns.rows.find(id);
        return places.findIndex((place) => place.row === row);
      });
      const missing = [
        ...(first === -1 ? [{ path: 'from', message: 'is not in this list' }] : []),
        ...(last === -1 ? [{ path: 'to', message: 'is not in this list' }] : []),
      ];
      if (missing.length > 0 || first === undefined || last === undefined) throw invalid(missing);
      return places
        .slice(Math.min(first, last), Math.max(first, last) + 1)
        .flatMap(({ row }) => listedId(columns, row));
    },
    read: (_sql, found) => Promise.resolve({ value: found, cursor: null, keep: () => undefined }),
  });
  return value;
}

function listedId(columns: ListColumns, row: number): readonly ListedId[] {
  const id = columns.rows.ids[row];
  const status = STATUSES[columns.status[row] ?? -1];
  return id === undefined || status === undefined ? [] : [{ id, status }];
}
