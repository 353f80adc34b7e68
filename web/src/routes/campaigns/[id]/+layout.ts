import { error } from '@sveltejs/kit';
import type { CampaignView, MemberView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { LayoutLoad } from './$types.js';

export const load: LayoutLoad = async ({ fetch, params, depends }) => {
  depends('parley:campaign');
  const readAt = Date.now();
  const [campaign, members] = await Promise.all([
    get<CampaignView>(fetch, `/api/campaigns/${params.id}`),
    get<Page<MemberView>>(fetch, '/api/members?limit=200'),
  ]);
  if (!campaign.ok) error(campaign.problem.status || 503, campaign.problem.message);
  return {
    campaign: campaign.data,
    members: members.ok ? members.data.items : [],
    cursor: campaign.cursor,
    readAt,
  };
};
