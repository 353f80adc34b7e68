import { PLATFORMS, type CreatorCounts, type TagCount, type ValueCount } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { creatorCondition, type CreatorFilter, handleConditions } from './creator-filter.ts';

/** How many creators each value of a filter has while the other filters stay, for a person. */
export async function readCreatorCounts(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
): Promise<CreatorCounts> {
  const { where } = await creatorCondition(sql, reader, filter);
  const [counted] = await sql<{ total: number }[]>`
    select count(*) as total from creators t where ${where}`;
  return {
    total: counted?.total ?? 0,
    platform: await byPlatform(sql, reader, { ...filter, platform: [] }),
    country: await byCountry(sql, reader, { ...filter, country: [] }),
    tag: await byTag(sql, reader, { ...filter, tag: [] }, filter.tag),
  };
}

async function byPlatform(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
): Promise<ValueCount[]> {
  const { where } = await creatorCondition(sql, reader, filter);
  // A creator has what the filter asks of a handle on the platforms of just those handles.
  const all = handleConditions(sql, filter).reduce(
    (before, condition) => sql`${before} and ${condition}`,
    sql`${where}`,
  );
  const rows = await sql<ValueCount[]>`
    select h.platform as value, count(distinct t.id) as count
    from creators t join creator_handles h on h.creator_id = t.id where ${all} group by 1`;
  const counts = new Map(rows.map(({ value, count }) => [value, count]));
  return PLATFORMS.map((value) => ({ value, count: counts.get(value) ?? 0 }));
}

async function byCountry(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
): Promise<ValueCount[]> {
  const { where } = await creatorCondition(sql, reader, filter);
  return await sql<ValueCount[]>`
    select coalesce(mode() within group (order by t.country), 'none') as value, count(*) as count
    from creators t where ${where} group by folded(t.country) order by folded(t.country) nulls first`;
}

async function byTag(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
  named: readonly string[],
): Promise<TagCount[]> {
  const { where } = await creatorCondition(sql, reader, filter);
  const ids = named.filter((id) => id !== 'none');
  return await sql<TagCount[]>`
    with counted as (
      select ct.tag_id, count(*) as count
      from creators t left join creator_tags ct on ct.creator_id = t.id where ${where} group by 1)
    select coalesce(g.id::text, 'none') as value, g.name, g.colour, coalesce(c.count, 0) as count
    from (select id, name, name_key, colour from tags union all select null, null, null, null) g
    left join counted c on c.tag_id is not distinct from g.id
    where g.id is null or c.count > 0 or g.id = any(${ids}::uuid[])
    order by g.name_key nulls first, g.id`;
}
