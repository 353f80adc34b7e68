import { error } from '@sveltejs/kit';
import type { CreatorListItem, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { PART } from '#lib/creators/creator-pool.svelte.ts';
import { creatorPath, parseCreatorQuery } from '#lib/creators/creator-query.ts';
import { readAllTags } from '#lib/tags/read-all-tags.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('parley:creators');
  const readAt = Date.now();
  const query = parseCreatorQuery(url.searchParams);
  const [page, tags] = await Promise.all([
    get<Page<CreatorListItem>>(fetch, creatorPath(query, 0, PART)),
    readAllTags(fetch),
  ]);
  if (!page.ok) error(page.problem.status || 503, page.problem.message);
  return {
    query,
    page: page.data,
    tags: tags.ok ? tags.data : [],
    cursor: page.cursor,
    readAt,
  };
};
