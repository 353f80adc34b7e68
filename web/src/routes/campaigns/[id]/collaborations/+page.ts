import { within } from '#lib/collaborations/place.ts';
import { parseQuery } from '#lib/collaborations/query.ts';
import { readLists } from '#lib/collaborations/read-list.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, params, depends }) => {
  depends('parley:collaborations');
  const place = { path: `/campaigns/${params.id}/collaborations`, campaignId: params.id };
  return { place, ...(await readLists(fetch, within(place, parseQuery(url.searchParams)))) };
};
