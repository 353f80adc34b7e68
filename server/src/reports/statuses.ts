import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { ReportScope } from './report-scope.ts';

/* What a report tells of statuses, as SQL over the tables of told-events.ts; each answers a JSON list. */

/** Whether an instant lies in the report's period. */
export function within(
  sql: Queries,
  at: postgres.Fragment,
  { fromAt, untilAt }: ReportScope,
): postgres.Fragment {
  return sql`(${at} >= ${fromAt} and ${at} < ${untilAt})`;
}

/** Moves by day, those that were taken back too: there and back again. */
export function turnsOf(sql: Queries, { timeZone, asOf }: ReportScope): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('day', day, 'before', before, 'status', status, 'count', count)), '[]')
    from (
      select (at at time zone ${timeZone})::date as day, before, status, count(*) from stays group by 1, 2, 3
      union all
      select (turn.at at time zone ${timeZone})::date, turn.before, turn.status, count(*)
      from taken_back t
      join events e on e.collaboration_id = t.collaboration_id and e.seq = t.seq and e.type = 'StatusChanged'
      cross join lateral (values (e.at, e.data->>'from', e.data->>'to'), (t.at, e.data->>'to', e.data->>'from'))
        turn(at, before, status)
      where turn.at <= ${asOf}
      group by 1, 2, 3) t`;
}

export function staysOf(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('status', status, 'isOpen', is_open, 'count', count,
      'medianMs', round(shares[1]), 'p90Ms', round(shares[2]))), '[]')
    from (
      select status, left_at is null as is_open, count(*), percentile_cont(array[0.5, 0.9]) within group (
        order by 1000 * date_part('epoch', coalesce(left_at, ${scope.asOf}) - at)) as shares
      from stays
      where status not in ('Completed', 'Cancelled') and (left_at is null or ${within(sql, sql`left_at`, scope)})
      group by 1, 2) s`;
}

export function movesOf(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('kind', actor_kind, 'id', actor_id, 'before', before, 'status', status,
      'count', count, 'inBatches', in_batches, 'batchIds', coalesce(batch_ids, '{}'))), '[]')
    from (
      select actor_kind, actor_id, before, status, sum(count)::bigint as count,
        coalesce(sum(count) filter (where batch_id is not null), 0)::bigint as in_batches,
        array_agg(distinct batch_id) filter (where batch_id is not null) as batch_ids
      from (
        select actor_kind, actor_id, batch_id, before, status, count(*)
        from stays where before is not null and ${within(sql, sql`at`, scope)} group by 1, 2, 3, 4, 5) m
      group by 1, 2, 3, 4) m`;
}
