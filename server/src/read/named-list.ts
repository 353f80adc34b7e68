import type { Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import { limit, wholeNumber } from '../http/query.ts';
import { pageCursor, positionOf } from './page-cursor.ts';

const SORTS = ['name', '-name', 'created', '-created'] as const;

/** How lists of named things are ordered and paged. */
export const namedListShape = {
  sort: z
    .enum(SORTS, { error: 'must be name or created, with - before it for descending' })
    .default('name'),
  limit,
  cursor: z.string().min(1).max(2_000).optional(),
  offset: wholeNumber(0, 1_000_000_000).optional(),
};
export interface NamedListQuery {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
}
export const notBoth = (query: NamedListQuery) =>
  query.cursor === undefined || query.offset === undefined;
export const NOT_BOTH = { path: ['offset'], message: 'cannot come with a cursor' };

const position = z.strictObject({ value: z.string().max(2_000), id: z.uuid() });

/** Texts to order a table by (aliased `t`), by the name of the sort. */
export const namedKeys = (sql: Queries): Readonly<Record<string, postgres.Fragment>> => ({
  name: sql`t.name_key`,
  created: sql`(to_char(t.created_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') collate "C")`,
});

/**
 * One page of a table with `name_key` and `created_at` (aliased `t`), ties by id; `read` turns its ids into views.
 * `keys` are the texts it can be ordered by.
 */
export async function namedPage<T>(
  sql: Queries,
  table: 'campaigns' | 'creators',
  where: postgres.Fragment,
  query: NamedListQuery,
  read: (ids: readonly string[]) => Promise<T[]>,
  keys = namedKeys(sql),
): Promise<Page<T>> {
  const { cursor, offset = 0, limit: most, ...rest } = query;
  const after = cursor === undefined ? null : positionOf(cursor, [table, rest], position);
  const isDescending = query.sort.startsWith('-');
  const key = keys[query.sort.replace('-', '')] ?? sql`t.name_key`;
  const from =
    after === null
      ? sql``
      : isDescending
        ? sql`and (${key} < ${after.value} or (${key} = ${after.value} and t.id > ${after.id}::uuid))`
        : sql`and (${key} > ${after.value} or (${key} = ${after.value} and t.id > ${after.id}::uuid))`;
  const [rows, totals] = await Promise.all([
    sql<{ id: string; value: string }[]>`
      select t.id, ${key} as value from ${sql(table)} t where ${where} ${from}
      order by ${key} ${isDescending ? sql`desc` : sql``}, t.id limit ${most + 1} offset ${offset}`,
    sql<{ total: number }[]>`select count(*) as total from ${sql(table)} t where ${where}`,
  ]);
  const page = rows.slice(0, most);
  const last = page.at(-1);
  return {
    items: await read(page.map((row) => row.id)),
    nextCursor:
      rows.length > most && last
        ? pageCursor([table, rest], { value: last.value, id: last.id })
        : null,
    total: totals[0]?.total ?? 0,
  };
}
