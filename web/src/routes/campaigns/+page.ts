import { error } from '@sveltejs/kit';
import type { CampaignView, MemberView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('parley:campaigns');
  const readAt = Date.now();
  const q = url.searchParams.get('q') ?? '';
  const path = `/api/campaigns?limit=100${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`;
  const [campaigns, members] = await Promise.all([
    get<Page<CampaignView>>(fetch, path),
    get<Page<MemberView>>(fetch, '/api/members?limit=200'),
  ]);
  if (!campaigns.ok) error(campaigns.problem.status || 503, campaigns.problem.message);
  return {
    path,
    q,
    campaigns: campaigns.data,
    members: members.ok ? members.data.items : [],
    cursor: campaigns.cursor,
    readAt,
  };
};
