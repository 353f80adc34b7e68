import { error } from '@sveltejs/kit';
import type { Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { TokenView } from '#lib/settings/token.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('parley:tokens');
  const tokens = await get<Page<TokenView>>(fetch, '/api/tokens?limit=200');
  if (!tokens.ok) error(tokens.problem.status || 503, tokens.problem.message);
  return { tokens: tokens.data.items, cursor: tokens.cursor };
};
