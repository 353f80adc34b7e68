import { parseQuery } from '#lib/collaborations/query.ts';
import { readLists } from '#lib/collaborations/read-list.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('parley:collaborations');
  return await readLists(fetch, parseQuery(url.searchParams));
};
