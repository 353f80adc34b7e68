import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Key, Range } from './sort-ranges.ts';

/** Where a page ended: in which range, at which values of its keys, at which id. */
export const position = z.strictObject({
  /** The instant by which the first page told what holds. */
  now: z.iso.datetime(),
  range: z.int().min(0).max(1),
  values: z.array(z.string().max(1_000)).max(2).readonly(),
  id: z.uuid(),
});
export type Position = z.output<typeof position>;

export interface PageRequest {
  readonly join: postgres.Fragment;
  readonly where: postgres.Fragment;
  readonly ranges: readonly Range[];
  readonly after: Position | null;
  readonly skip: number;
  readonly limit: number;
}
export interface PageRow {
  readonly id: string;
  readonly state: unknown;
  readonly values: readonly string[];
  readonly range: number;
}

/** The rows of one page: ranges are read one after the other until it is full, each by its own index. */
export async function readPage(sql: Queries, request: PageRequest): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  let skip = request.skip;
  for (const [index, range] of request.ranges.entries()) {
    if (rows.length >= request.limit || index < (request.after?.range ?? 0)) continue;
    const found = await readRange(sql, request, index, range, skip, request.limit - rows.length);
    rows.push(...found);
    if (found.length > 0) skip = 0;
    else if (skip > 0) skip -= await countRange(sql, request, range);
  }
  return rows;
}

async function readRange(
  sql: Queries,
  { join, where, after }: PageRequest,
  index: number,
  range: Range,
  skip: number,
  limit: number,
): Promise<PageRow[]> {
  const isStart = after?.range !== index;
  const from = after === null || isStart ? sql`true` : later(sql, range.keys, after);
  const rows = await sql<Omit<PageRow, 'range'>[]>`
    select c.id, c.state, ${values(sql, range.keys)} as values
    from collaborations c ${join}
    where ${where} and ${range.where} and ${from}
    order by ${order(sql, range.keys)} limit ${limit} offset ${skip}`;
  return rows.map((row) => ({ ...row, range: index }));
}

async function countRange(
  sql: Queries,
  { join, where }: PageRequest,
  range: Range,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from collaborations c ${join} where ${where} and ${range.where}`;
  return row?.count ?? 0;
}

function values(sql: Queries, keys: readonly Key[]): postgres.Fragment {
  return keys
    .map((key) => sql`${key.expression}::text`)
    .reduce((all, value) => sql`${all} || array[${value}]`, sql`'{}'::text[]`);
}

function order(sql: Queries, keys: readonly Key[]): postgres.Fragment {
  return keys
    .map((key) => (key.isDescending ? sql`${key.expression} desc` : key.expression))
    .reduceRight((rest, key) => sql`${key}, ${rest}`, sql`c.id`);
}

/** Rows after a position: beyond its first key, or level there and beyond the rest, ties by id. */
function later(sql: Queries, keys: readonly Key[], after: Position): postgres.Fragment {
  return keys.reduceRight<postgres.Fragment>(
    (rest, key, index) => {
      const value = typed(sql, key, after.values[index] ?? '');
      const { expression } = key;
      // The first comparison is what the index is entered by.
      return key.isDescending
        ? sql`${expression} <= ${value} and (${expression} < ${value} or ${rest})`
        : sql`${expression} >= ${value} and (${expression} > ${value} or ${rest})`;
    },
    sql`c.id > ${after.id}::uuid`,
  );
}

function typed(sql: Queries, { type }: Key, value: string): postgres.Fragment {
  switch (type) {
    case 'timestamptz':
      return sql`${value}::text::timestamptz`;
    case 'date':
      return sql`${value}::text::date`;
    case 'bigint':
      return sql`${value}::text::bigint`;
    case 'int':
      return sql`${value}::text::int`;
    case 'text':
      return sql`${value}::text`;
    default:
      return type satisfies never;
  }
}
