import { error } from '@sveltejs/kit';
import type { DuplicatePair, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('parley:duplicates');
  const pairs = await get<Page<DuplicatePair>>(fetch, '/api/creators/duplicates?limit=50');
  if (!pairs.ok) error(pairs.problem.status || 503, pairs.problem.message);
  return { pairs: pairs.data, cursor: pairs.cursor };
};
