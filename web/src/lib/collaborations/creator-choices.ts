import type { CreatorView, Named, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';

/** Creators to filter by: the first 200 by name; beyond, the search box finds them. */
export async function readCreators(): Promise<readonly Named[]> {
  const answer = await get<Page<CreatorView>>(fetch, '/api/creators?limit=200');
  return answer.ok ? answer.data.items.map(({ id, name }) => ({ id, name })) : [];
}
