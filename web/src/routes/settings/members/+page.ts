import { error } from '@sveltejs/kit';
import type { MemberView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('parley:members');
  const members = await get<Page<MemberView>>(fetch, '/api/members?limit=200');
  if (!members.ok) error(members.problem.status || 503, members.problem.message);
  return { members: members.data.items, cursor: members.cursor };
};
