import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { invalid } from '../http/problem.ts';
import { creatorCondition, creatorFilterShape } from './creator-filter.ts';
import { creatorOrder, creatorSort } from './creator-list.ts';

/** The query of `GET /api/creators/ids`: all that a filter selects, or what lies between two rows of its list. */
export const creatorIdsQuery = z
  .strictObject({
    ...creatorFilterShape,
    sort: creatorSort,
    from: uuid.optional(),
    to: uuid.optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'must come with from, and from with to',
  });
type CreatorIdsQuery = z.output<typeof creatorIdsQuery>;

/**
 * The creators that a list shows, or those from one of its rows to another, whichever comes first, both among them;
 * in its order. 422 where one of the two is not in it, or where they are more than 50,000.
 */
export async function readCreatorIds(
  sql: Queries,
  reader: Reader,
  query: CreatorIdsQuery,
): Promise<readonly string[]> {
  const { where } = await creatorCondition(sql, reader, query);
  const { key, joins = sql`` } = creatorOrder(sql, reader, query.sort);
  const ends = [query.from, query.to].flatMap((id) => id ?? []);
  const between =
    ends.length === 0
      ? sql`true`
      : sql`place between (select min(place) from ends) and (select max(place) from ends)`;
  const rows = await sql<{ id: string }[]>`
    with listed as (
      select t.id, row_number() over (order by ${key} ${query.sort.startsWith('-') ? sql`desc` : sql``}, t.id) as place
      from creators t ${joins} where ${where}
    ), ends as (select place from listed where id = any(${ends}::uuid[]))
    select id from listed where ${between} order by place limit ${LIMITS.selectionIds + 1}`;
  const ids = rows.map(({ id }) => id);
  if (ids.length > LIMITS.selectionIds)
    throw invalid([{ path: ends.length === 0 ? 'q' : 'to', message: 'selects more than 50,000' }]);
  const missing = Object.entries({ from: query.from, to: query.to }).flatMap(([path, id]) =>
    id === undefined || ids.includes(id) ? [] : [{ path, message: 'is not in this list' }],
  );
  if (missing.length > 0) throw invalid(missing);
  return ids;
}
