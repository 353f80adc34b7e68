import { error } from '@sveltejs/kit';
import type { CampaignView, MemberView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { choosableValidators } from '#lib/validators/choosable.ts';
import type { LayoutLoad } from './$types.js';

export const load: LayoutLoad = async ({ fetch, params, depends, parent }) => {
  depends('parley:campaign');
  const readAt = Date.now();
  const [campaign, members, validators] = await Promise.all([
    get<CampaignView>(fetch, `/api/campaigns/${params.id}`),
    get<Page<MemberView>>(fetch, '/api/members?limit=200'),
    choosableValidators(fetch, parent),
  ]);
  if (!campaign.ok) error(campaign.problem.status || 503, campaign.problem.message);
  return {
    campaign: campaign.data,
    members: members.ok ? members.data.items : [],
    validators,
    cursor: campaign.cursor,
    readAt,
  };
};
