import {
  type CreatorCounts,
  PLATFORMS,
  type Platform,
  type TagCount,
  type ValueCount,
} from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import {
  creatorCondition,
  type CreatorFilter,
  facetConditions,
  handleConditions,
  requireTags,
} from './creator-filter.ts';

interface Counted {
  readonly total: number;
  readonly platform: readonly { readonly value: Platform; readonly count: number }[];
  readonly country: readonly ValueCount[];
  readonly tag: readonly TagCount[];
}

/**
 * How many creators each value of a filter has while the other filters stay, for a person. One statement, which looks
 * at every creator once: those that the filters beside leave, and which of the counted ones they pass.
 */
export async function readCreatorCounts(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
): Promise<CreatorCounts> {
  await requireTags(sql, filter.tag);
  const { where } = await creatorCondition(sql, reader, { ...filter, ...UNCOUNTED });
  const { platform, country, tag } = facetConditions(sql, filter);
  const [counted] = await sql<Counted[]>`
    with matching as materialized (
      select t.id, t.country, ${platform.where} as has_platform, ${country.where} as has_country, ${tag.where} as has_tag
      from creators t where ${where})
    select (select count(*) from matching where has_platform and has_country and has_tag) as total,
      (${byPlatform(sql, filter)}) as platform, (${byCountry(sql)}) as country, (${byTag(sql, filter)}) as tag`;
  if (!counted) throw new Error('a statement without a from has one row');
  const counts = new Map(counted.platform.map(({ value, count }) => [value, count]));
  return {
    ...counted,
    platform: PLATFORMS.map((value) => ({ value, count: counts.get(value) ?? 0 })),
  };
}

const UNCOUNTED = { platform: [], country: [], tag: [] };

/** A creator has what the filter asks of a handle on the platforms of just those handles. */
function byPlatform(sql: Queries, filter: CreatorFilter) {
  const ofHandle = handleConditions(sql, filter).reduce(
    (before, condition) => sql`${before} and ${condition}`,
    sql`true`,
  );
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('value', platform, 'count', count)), '[]')
    from (
      select platform, count(*) as count
      from (
        select distinct h.platform, m.id from matching m join creator_handles h on h.creator_id = m.id
        where m.has_country and m.has_tag and ${ofHandle}) one
      group by 1) c`;
}

/** Those written alike but for case and accents are one country, named as most of them have it. */
function byCountry(sql: Queries) {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('value', value, 'count', count) order by key nulls first), '[]')
    from (
      select folded(country) as key, sum(count)::bigint as count,
        coalesce((array_agg(country order by count desc, country))[1], 'none') as value
      from (
        select country, count(*) as count from matching where has_platform and has_tag group by 1) written
      group by 1) c`;
}

function byTag(sql: Queries, { tag }: CreatorFilter) {
  const named = tag.filter((id) => id !== 'none');
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('value', coalesce(g.id::text, 'none'), 'name', g.name,
      'colour', g.colour, 'count', coalesce(c.count, 0)) order by g.name_key nulls first, g.id), '[]')
    from (select id, name, name_key, colour from tags union all select null, null, null, null) g
    left join (
      select ct.tag_id, count(*) as count
      from matching m left join creator_tags ct on ct.creator_id = m.id
      where m.has_platform and m.has_country group by 1) c
      on c.tag_id is not distinct from g.id
    where g.id is null or c.count > 0 or g.id = any(${named}::uuid[])`;
}
