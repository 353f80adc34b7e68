import { permits } from '@parley/domain/permissions';
import type { Caller } from '../auth/caller.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import type { Queries } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';

/** A collaboration that the caller may change, as far as the path of a change asks. */
export interface Changeable {
  readonly version: number;
  readonly campaignId: string;
  readonly campaignStatus: string;
}

/** 404 where the collaboration does not exist for the caller, 403 where their role changes nothing. */
export async function requireChangeable(
  sql: Queries,
  caller: Caller,
  id: string,
): Promise<Changeable> {
  const rows = await sql<Changeable[]>`
    select c.version, c.campaign_id as "campaignId", k.status as "campaignStatus"
    from collaborations c join campaigns k on k.id = c.campaign_id
    where c.id = ${id} and c.campaign_id in (${visibleCampaigns(sql, caller)})`;
  const row = rows[0];
  if (!row) throw new Problem('NOT_FOUND', { detail: 'There is no such collaboration.' });
  if (!permits(caller.role, 'collaboration.change')) {
    throw new Problem('FORBIDDEN', { detail: `The role ${caller.role} changes nothing.` });
  }
  return row;
}

export const ARCHIVED = {
  code: 'CAMPAIGN_ARCHIVED',
  detail: 'The campaign is archived: its collaborations are read-only.',
} as const;

/** Whether a person exists and may work in the campaign, so that a collaboration can be theirs. */
export async function mayWorkIn(
  sql: Queries,
  personId: string,
  campaignId: string,
): Promise<boolean> {
  const rows = await sql`
    select 1 from people p, campaigns c
    where p.id = ${personId} and c.id = ${campaignId} and p.disabled_at is null
      and (p.role in ('owner', 'admin') or (p.role = 'member' and (c.access = 'team' or exists (
        select 1 from campaign_people i where i.campaign_id = c.id and i.person_id = p.id))))`;
  return rows.length > 0;
}
