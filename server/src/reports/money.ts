import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { ReportScope } from './report-scope.ts';
import { stands } from './told-events.ts';

/**
 * `agreed` and `asked`: the money and the deliverables of each collaboration as the newest change of them says. What
 * was created with none counts for nothing, so it is left out.
 */
export function toldTerms(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    offers as materialized (
      select e.collaboration_id, e.seq, t.terms ? 'compensation' as is_paid, t.terms ? 'deliverables' as is_asked,
        t.terms->'compensation'->>'currency' as currency, (t.terms->'compensation'->>'amountCents')::bigint as amount,
        t.terms->'deliverables' as deliverables
      from events e
      cross join lateral (select case e.type when 'Created' then e.data->'terms' else e.data end as terms) t
      where e.type in ('Created', 'TermsChanged') and ${stands(sql, scope)}
        and (e.type = 'TermsChanged' or t.terms->'compensation'->>'amountCents' is not null
          or t.terms->'deliverables' <> '[]')),
    agreed as materialized (
      select distinct on (collaboration_id) collaboration_id, currency, amount
      from offers where is_paid order by collaboration_id, seq desc),
    asked as materialized (
      select distinct on (collaboration_id) collaboration_id, deliverables
      from offers where is_asked order by collaboration_id, seq desc)`;
}

/** `sums`: agreed, paid and budgeted money by campaign and currency. */
export function toldMoney(sql: Queries, scope: ReportScope): postgres.Fragment {
  return sql`
    sums as materialized (
      select campaign_id, currency, coalesce(sum(committed), 0) as committed, coalesce(sum(paid), 0) as paid,
        sum(budget) as budget
      from (
        select p.campaign_id, a.currency, a.amount as committed, null::bigint as paid, null::bigint as budget
        from agreed a join present p on p.collaboration_id = a.collaboration_id
        where p.status <> 'Cancelled' and a.amount is not null
        union all
        select s.campaign_id, a.currency, null, a.amount, null
        from added a join scope s on s.id = a.collaboration_id where a.type = 'PaymentMade'
        union all
        select id, currency, null, null, budget_cents from campaigns where id in (${scope.campaigns})) amounts
      where currency is not null group by 1, 2)`;
}

const isAny = (sql: Queries) => sql`(committed > 0 or paid > 0 or budget is not null)`;
const list = (
  sql: Queries,
) => sql`coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'committedCents', committed,
  'paidCents', paid, 'budgetCents', budget) order by committed + paid desc, currency), '[]')`;

/** Money per currency, as a JSON list. */
export function moneyOf(sql: Queries): postgres.Fragment {
  return sql`
    select ${list(sql)}
    from (
      select currency, sum(committed)::bigint as committed, sum(paid)::bigint as paid, sum(budget)::bigint as budget
      from sums group by 1) m
    where ${isAny(sql)}`;
}

/** What stands and the money of each campaign that has any, by name, as a JSON list. */
export function campaignsOf(sql: Queries): postgres.Fragment {
  return sql`
    select coalesce(jsonb_agg(jsonb_build_object('campaign', jsonb_build_object('id', c.id, 'name', c.name),
      'counts', coalesce(n.counts, '{}'), 'money', coalesce(m.money, '[]')) order by c.name_key, c.id), '[]')
    from campaigns c
    left join (
      select campaign_id, jsonb_object_agg(status, count) as counts
      from (select campaign_id, status, count(*) as count from present group by 1, 2) p group by 1) n
      on n.campaign_id = c.id
    left join (select campaign_id, ${list(sql)} as money from sums where ${isAny(sql)} group by 1) m
      on m.campaign_id = c.id
    where n.campaign_id is not null or m.campaign_id is not null`;
}
