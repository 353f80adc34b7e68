import { get } from '#lib/api/client.ts';
import type { CampaignView, MemberView, Page } from '@parley/domain/view';
import type { LayoutLoad } from './$types.js';

/** What the list's filters and the details choose from; read once, not with every filter. */
export const load: LayoutLoad = async ({ fetch }) => {
  const [campaigns, members] = await Promise.all([
    get<Page<CampaignView>>(fetch, '/api/campaigns?limit=200'),
    get<Page<MemberView>>(fetch, '/api/members?limit=200'),
  ]);
  return {
    campaigns: campaigns.ok ? campaigns.data.items : [],
    members: members.ok ? members.data.items : [],
  };
};
