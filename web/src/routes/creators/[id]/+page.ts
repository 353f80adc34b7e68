import { error } from '@sveltejs/kit';
import type { CollaborationPage, CreatorView } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('parley:creator');
  const readAt = Date.now();
  const [creator, collaborations] = await Promise.all([
    get<CreatorView>(fetch, `/api/creators/${params.id}`),
    get<CollaborationPage>(
      fetch,
      `/api/collaborations?creator=${params.id}&sort=-updated&limit=200`,
    ),
  ]);
  if (!creator.ok) error(creator.problem.status || 503, creator.problem.message);
  return {
    creator: creator.data,
    collaborations: collaborations.ok ? collaborations.data.items : [],
    cursor: creator.cursor,
    readAt,
  };
};
