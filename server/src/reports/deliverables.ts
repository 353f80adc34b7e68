import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { ReportScope } from './report-scope.ts';
import { stands } from './told-events.ts';

/**
 * `added`: payments, hand-ins and their reviews. `came`: how much content counts for a deliverable; what its newest
 * review sent back is left out.
 */
export function toldContent(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    added as materialized (
      select e.collaboration_id, e.seq, e.type, e.at, e.data->>'currency' as currency,
        (e.data->>'amountCents')::bigint as amount, (e.data->>'deliverableId')::uuid as deliverable_id,
        (e.data->>'seq')::int as reviewed, e.data->>'state' as state
      from events e
      where e.type in ('PaymentMade', 'ContentDelivered', 'ContentReviewed') and ${stands(sql, scope)}),
    reviews as materialized (
      select distinct on (collaboration_id, reviewed) collaboration_id, reviewed, state
      from added where type = 'ContentReviewed' order by collaboration_id, reviewed, seq desc),
    came as materialized (
      select collaboration_id, deliverable_id, count(*) as count
      from added
      where type = 'ContentDelivered' and deliverable_id is not null and (collaboration_id, seq) not in (
        select collaboration_id, reviewed from reviews where state = 'changes asked')
      group by 1, 2)`;
}

/** Pieces of content by the Monday of their week, null for those without a day, as a JSON list. */
export function deliverablesOf(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('week', week, 'due', due, 'delivered', delivered, 'overdue', overdue,
      'handedIn', handed_in) order by week), '[]')
    from (
      select week, coalesce(sum(due), 0) as due, coalesce(sum(delivered), 0) as delivered,
        coalesce(sum(overdue), 0) as overdue, coalesce(sum(handed_in), 0) as handed_in
      from (${dueIn(sql, scope)} union all ${handedIn(sql, scope)}) pieces group by 1) weeks`;
}

function dueIn(sql: Queries, { asOfOn, from, to, isEndChosen }: ReportScope): postgres.Fragment {
  return sql`
    select date_trunc('week', due_on)::date as week, due, delivered,
      case when status = 'Fulfilling' and due_on < ${asOfOn}::date then due - delivered end as overdue,
      null::bigint as handed_in
    from (
      select p.status, (d->>'dueOn')::date as due_on, (d->>'quantity')::int as due,
        least(coalesce(c.count, 0), (d->>'quantity')::int) as delivered
      from asked a
      join present p on p.collaboration_id = a.collaboration_id and p.status <> 'Cancelled'
      cross join lateral jsonb_array_elements(a.deliverables) d
      left join came c on c.collaboration_id = a.collaboration_id and c.deliverable_id = (d->>'id')::uuid) asked
    where due_on is null or (due_on >= coalesce(${from}::date, due_on)
      and (not ${isEndChosen}::boolean or due_on <= ${to}::date))`;
}

function handedIn(sql: Queries, { timeZone, fromAt, untilAt }: ReportScope): postgres.Fragment {
  return sql`
    select date_trunc('week', at at time zone ${timeZone})::date, null, null, null, 1
    from added where type = 'ContentDelivered' and at >= ${fromAt} and at < ${untilAt}`;
}
