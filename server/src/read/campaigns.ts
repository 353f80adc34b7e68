import type { CampaignStatus } from '@parley/domain/statuses';
import type { CampaignView, Named } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { perStatus } from './list/totals.ts';

interface CampaignRow {
  readonly id: string;
  readonly name: string;
  readonly brand: string | null;
  readonly brief: string | null;
  readonly status: CampaignStatus;
  readonly owner: Named | null;
  readonly budgetCents: number | null;
  readonly currency: CampaignView['currency'];
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly access: 'team' | 'invited';
  readonly people: readonly Named[];
  readonly counts: Readonly<Record<string, number>>;
  readonly committed: CampaignView['committed'];
  readonly validatorId: string | null;
  readonly created_at: Date;
}

/** Campaigns in full, in the order of the ids; ids of nothing are left out. One query. Not checked for access. */
export async function readCampaigns(sql: Queries, ids: readonly string[]): Promise<CampaignView[]> {
  const wanted = sql`any(${[...ids]}::uuid[])`;
  const rows = await sql<CampaignRow[]>`
    with counted as (
      select campaign_id, jsonb_object_agg(status, count) as counts
      from (select campaign_id, status, count(*) as count from collaborations
        where campaign_id = ${wanted} group by 1, 2) c
      group by 1),
    agreed as (
      select campaign_id, jsonb_agg(jsonb_build_object('currency', currency, 'amountCents', amount) order by currency)
        as committed
      from (select campaign_id, currency, sum(amount_cents)::bigint as amount from collaborations
        where campaign_id = ${wanted} and status <> 'Cancelled' and amount_cents is not null group by 1, 2) c
      group by 1),
    invited as (
      select campaign_id, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id) as people
      from campaign_people cp join people p on p.id = cp.person_id where campaign_id = ${wanted} group by 1)
    select c.id, c.name, c.brand, c.brief, c.status,
      case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name) end as owner,
      c.budget_cents as "budgetCents", c.currency, c.starts_on as "startsOn", c.ends_on as "endsOn", c.access,
      coalesce(invited.people, '[]') as people, coalesce(counted.counts, '{}') as counts,
      coalesce(agreed.committed, '[]') as committed,
      c.validator_id as "validatorId", c.created_at
    from campaigns c
    left join people o on o.id = c.owner_id
    left join counted on counted.campaign_id = c.id
    left join agreed on agreed.campaign_id = c.id
    left join invited on invited.campaign_id = c.id
    where c.id = ${wanted}`;
  const views = new Map(rows.map((row) => [row.id, campaignView(row)]));
  return ids.flatMap((id) => views.get(id) ?? []);
}

function campaignView({ created_at, counts, ...row }: CampaignRow): CampaignView {
  return {
    ...row,
    counts: perStatus((status) => counts[status] ?? 0),
    createdAt: created_at.toISOString(),
  };
}
