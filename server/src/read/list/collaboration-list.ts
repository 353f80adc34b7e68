import type { CollaborationPage } from '@parley/domain/view';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../access/reader.ts';
import { readCursor } from '../../feed/cursor.ts';
import { pageCursor, positionOf, wrongCursor } from '../page-cursor.ts';
import { rowsOf } from '../rows.ts';
import { type Snapshot, snapshot } from '../snapshot.ts';
import { conditionOf, prepare, statusCondition } from './filters.ts';
import { requireKnown } from './known-values.ts';
import type { ListQuery } from './list-query.ts';
import { type PageRow, position, type Position, readPage } from './page.ts';
import { sortJoin, sortRanges } from './sort-ranges.ts';
import { readTotals, totalOf } from './totals.ts';
import { totalsAt } from './totals-cache.ts';

/** A page of the collaborations that a person may see, with counts and sums. 422 for what the query names wrongly. */
export async function collaborationList(
  sql: Sql,
  reader: Reader,
  query: ListQuery,
): Promise<Snapshot<CollaborationPage>> {
  const after =
    query.cursor === undefined ? null : positionOf(query.cursor, boundTo(query), position);
  try {
    return await snapshot(sql, (transaction) => read(transaction, reader, query, after));
  } catch (error) {
    // A forged cursor can hold values that are no instant or number.
    if (after !== null && isDataError(error)) throw wrongCursor();
    throw error;
  }
}

async function read(
  sql: Queries,
  reader: Reader,
  query: ListQuery,
  after: Position | null,
): Promise<CollaborationPage> {
  const { offset = 0, limit, sort, status } = query;
  const now = after?.now ?? new Date().toISOString();
  await requireKnown(sql, reader, query);
  const selection = await prepare(sql, query, now);
  const where = conditionOf(sql, reader, selection);
  const ranges = sortRanges(sql, sort, now);
  const head = await readCursor(sql);
  const [rows, totals] = await Promise.all([
    readPage(sql, {
      join: sortJoin(sql, sort),
      where: sql`${where} and ${statusCondition(sql, selection)}`,
      ranges,
      after,
      skip: offset,
      limit: limit + 1,
    }),
    totalsAt(head, reader, filterOf(query), () => readTotals(sql, where)),
  ]);
  const page = rows.slice(0, limit);
  return {
    items: await rowsOf(
      sql,
      page.map((row) => row.state),
    ),
    nextCursor: rows.length > limit ? cursorAfter(query, page.at(-1), now) : null,
    total: totalOf(totals, status),
    ...totals,
  };
}

function cursorAfter(query: ListQuery, last: PageRow | undefined, now: string): string | null {
  if (last === undefined) return null;
  const { id, range, values } = last;
  return pageCursor(boundTo(query), { now, range, values, id } satisfies Position);
}

/** What totals depend on: all of the query but the page, its order, and the statuses. */
function filterOf({
  cursor: _cursor,
  offset: _offset,
  limit: _limit,
  sort: _sort,
  status: _status,
  ...filter
}: ListQuery) {
  return filter;
}

/** What a cursor is bound to: everything that says which rows come in which order. */
function boundTo({ cursor: _cursor, offset: _offset, limit: _limit, ...query }: ListQuery) {
  return ['collaborations', query];
}

function isDataError(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    String(error.code).startsWith('22')
  );
}
