import { error } from '@sveltejs/kit';
import type { CampaignView, MemberView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { campaignsPath, parseCampaignQuery } from '#lib/campaigns/campaign-query.ts';
import { choosableValidators } from '#lib/validators/choosable.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends, parent }) => {
  depends('parley:campaigns');
  const readAt = Date.now();
  const query = parseCampaignQuery(url.searchParams);
  const path = campaignsPath(query, 100);
  const [campaigns, members, validators] = await Promise.all([
    get<Page<CampaignView>>(fetch, path),
    get<Page<MemberView>>(fetch, '/api/members?limit=200'),
    choosableValidators(fetch, parent),
  ]);
  if (!campaigns.ok) error(campaigns.problem.status || 503, campaigns.problem.message);
  return {
    path,
    query,
    /** The address asks for the form of a new one. */
    isNew: url.searchParams.has('new'),
    campaigns: campaigns.data,
    members: members.ok ? members.data.items : [],
    validators,
    cursor: campaigns.cursor,
    readAt,
  };
};
