import type { CollaborationPage } from '@parley/domain/view';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import { pageCursor, positionOf } from '../page-cursor.ts';
import { rowsOf } from '../rows.ts';
import type { Snapshot } from '../snapshot.ts';
import { requireKnown } from './known-values.ts';
import type { ListQuery } from './list-query.ts';
import { type Listed, listSnapshot, type Sight } from './memory/list-memory.ts';
import { type Place, position, type Position, placesOf } from './page.ts';
import { select } from './selection.ts';
import { totalOf, totalsOf } from './totals.ts';

/** A page of the collaborations that a person may see, with counts and sums. 422 for what the query names wrongly. */
export async function collaborationList(
  sql: Sql,
  reader: Reader,
  query: ListQuery,
): Promise<Snapshot<CollaborationPage>> {
  const after =
    query.cursor === undefined ? null : positionOf(query.cursor, boundTo(query), position);
  return await listSnapshot(sql, reader, {
    pick: async (transaction, listed, sight) => {
      await requireKnown(transaction, reader, query);
      return await picked(transaction, listed, sight, query, after);
    },
    read: async (transaction, { ids, ...page }) => ({
      items: await rowsOf(transaction, await readStates(transaction, ids)),
      ...page,
    }),
  });
}

async function picked(
  sql: Queries,
  listed: Listed,
  sight: Sight,
  query: ListQuery,
  after: Position | null,
) {
  const { columns } = listed;
  const now = after?.now ?? new Date().toISOString();
  const selection = await select(sql, columns, sight, query, { now: Date.parse(now) });
  const places = placesOf(listed, selection, query.sort, {
    now: Date.parse(now),
    after,
    skip: query.offset ?? 0,
    limit: query.limit + 1,
  });
  const page = places.slice(0, query.limit);
  const last = places.length > query.limit ? page.at(-1) : undefined;
  const idOf = ({ row }: Place) => columns.rows.ids[row] ?? '';
  const totals = totalsOf(selection);
  return {
    ids: page.map(idOf),
    nextCursor: last
      ? pageCursor(boundTo(query), {
          now,
          range: last.range,
          values: last.values.map((value) => value(last.row)),
          id: idOf(last),
        } satisfies Position)
      : null,
    total: totalOf(totals, query.status),
    ...totals,
  };
}

/** The states of collaborations, in the order of the ids. */
export async function readStates(sql: Queries, ids: readonly string[]): Promise<unknown[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: string; state: unknown }[]>`
    select id, state from collaborations where id = any(${[...ids]}::uuid[])`;
  const states = new Map(rows.map((row) => [row.id, row.state]));
  return ids.map((id) => states.get(id));
}

/** What a cursor is bound to: everything that says which rows come in which order. */
function boundTo({ cursor: _cursor, offset: _offset, limit: _limit, ...query }: ListQuery) {
  return ['collaborations', query];
}
