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
const numberPosition = z.strictObject({ value: z.string().regex(/^-?\d{1,18}$/), id: z.uuid() });

/** Texts to order a table by (aliased `t`), by the name of the sort. */
export const namedKeys = (sql: Queries): Readonly<Record<string, postgres.Fragment>> => ({
  name: sql`t.name_key`,
  created: sql`(to_char(t.created_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') collate "C")`,
});

/** What a page is ordered by, and what must be joined to the table for it. */
export interface NamedOrder {
  readonly key: postgres.Fragment;
  /** Whether the key is a whole number; otherwise it is a text. */
  readonly isNumber?: boolean;
  readonly joins?: postgres.Fragment;
  /** Whether nothing but an index gives this order quickly: then what is left by the condition is put aside first. */
  readonly isCostly?: boolean;
}

/**
 * One page of a table with `name_key` and `created_at` (aliased `t`), ties by id; `read` turns its ids into views.
 */
export async function namedPage<T>(
  sql: Queries,
  table: 'campaigns' | 'creators',
  where: postgres.Fragment,
  query: NamedListQuery,
  read: (ids: readonly string[]) => Promise<T[]>,
  order?: NamedOrder,
): Promise<Page<T>> {
  const { cursor, offset = 0, limit: most, ...rest } = query;
  const schema = order?.isNumber ? numberPosition : position;
  const after = cursor === undefined ? null : positionOf(cursor, [table, rest], schema);
  const isDescending = query.sort.startsWith('-');
  const key = order?.key ?? namedKeys(sql)[query.sort.replace('-', '')] ?? sql`t.name_key`;
  const source = sql`from ${sql(table)} t ${order?.joins ?? sql``} where ${where}`;
  const direction = isDescending ? sql`desc` : sql``;
  const isLater = isDescending ? sql`<` : sql`>`;
  const type = order?.isNumber ? sql`::bigint` : sql``;
  const from = after
    ? sql`and (value ${isLater} ${after.value}${type} or (value = ${after.value}${type} and id > ${after.id}::uuid))`
    : sql``;
  // Put aside, what the condition leaves is looked for once, for the page and for its total.
  const aside = order?.isCostly ? sql`materialized` : sql`not materialized`;
  const rows = await sql<{ id: string | null; value: string; total: number }[]>`
    with matching as ${aside} (select t.id, ${key} as value ${source})
    select p.id, p.value::text as value, n.total
    from (select count(*) as total from ${order?.isCostly ? sql`matching` : sql`${sql(table)} t where ${where}`}) n
    left join lateral (
      select id, value from matching where true ${from}
      order by value ${direction}, id limit ${most + 1} offset ${offset}) p on true
    order by p.value ${direction}, p.id`;
  const found = rows.flatMap(({ id, value }) => (id === null ? [] : [{ id, value }]));
  const page = found.slice(0, most);
  const last = page.at(-1);
  return {
    items: await read(page.map((row) => row.id)),
    nextCursor:
      found.length > most && last
        ? pageCursor([table, rest], { value: last.value, id: last.id })
        : null,
    total: rows[0]?.total ?? 0,
  };
}
