import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { ReportScope } from './report-scope.ts';
import { within } from './statuses.ts';

/* How collaborations ended, as SQL over the tables of told-events.ts; each answers a JSON list. */

/** `outcomes`: of each creator, what is open at the instant or ended in the period. */
export function toldOutcomes(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    outcomes as materialized (
      select creator_id, count(*) filter (where status = 'Completed') as completed,
        count(*) filter (where status = 'Cancelled') as cancelled,
        count(*) filter (where status not in ('Completed', 'Cancelled')) as open
      from present
      where status not in ('Completed', 'Cancelled') or ${within(sql, sql`at`, scope)}
      group by 1)`;
}

const sums = (sql: Queries) => sql`
  sum(o.completed)::bigint as completed, sum(o.cancelled)::bigint as cancelled, sum(o.open)::bigint as open`;
const fields = (sql: Queries) => sql`'completed', completed, 'cancelled', cancelled, 'open', open`;

export function byTag(sql: Queries): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('tag', case when t.id is null then null
      else jsonb_build_object('id', t.id, 'name', t.name, 'colour', t.colour) end, ${fields(sql)})
      order by t.name_key, t.id), '[]')
    from (
      select ct.tag_id, ${sums(sql)}
      from outcomes o left join creator_tags ct on ct.creator_id = o.creator_id group by 1) o
    left join tags t on t.id = o.tag_id`;
}

export function byPlatform(sql: Queries): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('platform', platform, ${fields(sql)})
      order by completed + cancelled + open desc, platform), '[]')
    from (
      select h.platform, ${sums(sql)}
      from outcomes o
      left join (select distinct on (creator_id) creator_id, platform from creator_handles order by creator_id, position) h
        on h.creator_id = o.creator_id
      group by 1) o`;
}

/** Texts that differ in case alone are one. */
export function reasons(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'count', count) order by count desc, reason), '[]')
    from (
      select min(reason collate "C") as reason, sum(count)::bigint as count
      from (
        select reason, count(*) from present p
        where p.status = 'Cancelled' and reason is not null and ${within(sql, sql`p.at`, scope)}
        group by 1) r
      group by lower(reason)) r`;
}
