import type { CollaborationPage, CollaborationRow } from '@parley/domain/view';
import type { Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import { pageCursor, positionOf } from '../page-cursor.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Choice } from './choice.ts';
import type { ListQuery } from './list-query.ts';
import type { Listed } from './memory/listed.ts';
import { position, type Position, placesOf } from './page.ts';
import { select } from './selection.ts';
import { shownRows } from './shown-rows.ts';
import { toldList } from './told-list.ts';
import { totalOf, totalsOf } from './totals.ts';

/** A page of the collaborations that a person may see, with counts and sums. 422 for what the query names wrongly. */
export async function collaborationList(
  sql: Sql,
  reader: Reader,
  query: ListQuery,
): Promise<Snapshot<CollaborationPage>> {
  const after =
    query.cursor === undefined ? null : positionOf(query.cursor, boundTo(query), position);
  return await toldList(sql, reader, {
    filter: query,
    pick: (choice) => picked(choice, query, after),
    read: async (queries, { rows, ...page }) => {
      const missing = rows.filter(({ shown }) => !shown).map(({ wanted }) => wanted);
      const read = await shownRows(queries, missing);
      const items = rows.flatMap(({ shown, wanted }) => shown ?? read.rows.get(wanted.id) ?? []);
      return { value: { items, ...page }, cursor: read.cursor, keep: keeping(read.rows) };
    },
  });
}

function keeping(rows: ReadonlyMap<string, CollaborationRow>) {
  return ({ columns, shown }: Listed) => {
    for (const [id, view] of rows) {
      const row = columns.rows.find(id);
      if (row !== undefined) shown.set(row, view);
    }
  };
}

function picked(choice: Choice, query: ListQuery, after: Position | null) {
  const { listed } = choice;
  const now = after?.now ?? new Date().toISOString();
  const selection = select(choice, query, { now: Date.parse(now) });
  const places = placesOf(listed, selection, query.sort, {
    now: Date.parse(now),
    after,
    skip: query.offset ?? 0,
    limit: query.limit + 1,
  });
  const page = places.slice(0, query.limit);
  const last = places.length > query.limit ? page.at(-1) : undefined;
  const totals = totalsOf(selection);
  return {
    rows: page.map(({ row }) => ({
      shown: listed.shown.get(row),
      wanted: listed.columns.keysOf(row),
    })),
    nextCursor: last
      ? pageCursor(boundTo(query), {
          now,
          range: last.range,
          values: last.values.map((value) => value(last.row)),
          id: listed.columns.keysOf(last.row).id,
        } satisfies Position)
      : null,
    total: totalOf(totals, query.status),
    ...totals,
  };
}

/** What a cursor is bound to: everything that says which rows come in which order. */
function boundTo({ cursor: _cursor, offset: _offset, limit: _limit, ...query }: ListQuery) {
  return ['collaborations', query];
}
