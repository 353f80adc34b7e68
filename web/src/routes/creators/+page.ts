import { error } from '@sveltejs/kit';
import type { CreatorView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('parley:creators');
  const readAt = Date.now();
  const q = url.searchParams.get('q') ?? '';
  const path = `/api/creators?limit=50${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`;
  const creators = await get<Page<CreatorView>>(fetch, path);
  if (!creators.ok) error(creators.problem.status || 503, creators.problem.message);
  return {
    path,
    q,
    creators: creators.data,
    cursor: creators.cursor,
    readAt,
  };
};
