import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { ReportScope } from './report-scope.ts';

/*
 * The timeline up to the report's instant as common table expressions. An event that an Undone up to then took back
 * counts as if it had never been: an undo is only accepted while nothing else touched the same thing, so what is left
 * of a timeline without both is again one that holds together. The newest event that is left says what stands.
 */

/** `scope`: the collaborations of the report. `taken_back`: which of their events were, and when. */
export function toldScope(sql: Queries, { campaigns, asOf }: ReportScope): postgres.Fragment {
  return sql`
    scope as materialized (
      select id, creator_id, campaign_id from collaborations where campaign_id in (${campaigns}) and created_at <= ${asOf}),
    taken_back as materialized (
      select e.collaboration_id, (e.data->>'seq')::int as seq, e.at
      from events e join scope s on s.id = e.collaboration_id
      where e.type = 'Undone' and e.at <= ${asOf})`;
}

/** Conditions on `events e`: told by the instant, of the scope, not taken back. `type` must be asked beside it. */
export function stands(sql: Queries, { asOf, isWhole }: ReportScope): postgres.Fragment {
  const inScope = isWhole ? sql`true` : sql`e.collaboration_id in (select id from scope)`;
  return sql`e.at <= ${asOf} and ${inScope}
    and (e.collaboration_id, e.seq) not in (select collaboration_id, seq from taken_back)`;
}

/** `stays`: entries into a status, and when each ended. `present`: the one that lasts at the report's instant. */
export function toldStatus(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    -- Apart, so that what is sorted is narrow.
    entries as materialized (
      select e.collaboration_id, e.seq, e.at, e.actor_kind, e.actor_id, e.batch_id,
        case e.type when 'Created' then 'Pending' else e.data->>'to' end as status,
        case e.type when 'Created' then null else e.data->>'from' end as before,
        case when e.type = 'StatusChanged' and e.data->>'to' = 'Cancelled' then e.data->>'reason' end as reason
      from events e where e.type in ('Created', 'StatusChanged') and ${stands(sql, scope)}),
    stays as materialized (
      select *, lead(at) over (partition by collaboration_id order by seq) as left_at from entries),
    present as materialized (
      select p.collaboration_id, p.status, p.reason, p.at, s.creator_id, s.campaign_id
      from stays p join scope s on s.id = p.collaboration_id where p.left_at is null)`;
}
