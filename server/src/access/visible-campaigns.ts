import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { type Reader, seesAll } from './reader.ts';

/**
 * The one place that says which campaigns exist for a person, as SQL for `campaign_id in (…)`: owners and admins
 * all, members those open to the team or inviting them, guests only those inviting them. Archived ones included.
 */
export function visibleCampaigns(sql: Queries, reader: Reader): postgres.Fragment {
  if (seesAll(reader)) return sql`select id from campaigns`;
  const invited = sql`select campaign_id from campaign_people where person_id = ${reader.personId}::uuid`;
  return reader.role === 'guest'
    ? invited
    : sql`select id from campaigns where access = 'team' or id in (${invited})`;
}

/** Whether this campaign exists for the person. */
export async function seesCampaign(
  sql: Queries,
  reader: Reader,
  campaignId: string,
): Promise<boolean> {
  const rows = await sql`
    select 1 from campaigns where id = ${campaignId}::uuid and id in (${visibleCampaigns(sql, reader)})`;
  return rows.length > 0;
}
