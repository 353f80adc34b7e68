import { redirect } from '@sveltejs/kit';
import { parseQuery } from '#lib/collaborations/query.ts';
import { readLists } from '#lib/collaborations/read-list.ts';
import { homeOf } from '#lib/views/view-href.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends, parent }) => {
  depends('parley:collaborations');
  if (url.search === '') {
    const home = homeOf((await parent()).views);
    if (home !== url.pathname) redirect(307, home);
  }
  return await readLists(fetch, parseQuery(url.searchParams));
};
