import type { CreatorListItem, CreatorView, Page } from '@parley/domain/view';
import { v7 } from 'uuid';
import { call, get, type Answer } from '#lib/api/client.ts';

/** Gives one creator a tag or takes it away; what others change of the same creator's tags stays. */
export const sendTagOf = (
  creatorId: string,
  change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<Answer<{ changed: number }>> =>
  call(fetch, 'POST', '/api/creators/tags', {
    body: { creatorIds: [creatorId], ...change },
    idempotencyKey: v7(),
  });

export const sendErasure = (id: string): Promise<Answer<{ creator: CreatorView }>> =>
  call(fetch, 'POST', `/api/creators/${id}/erase`, { idempotencyKey: v7() });

/** The first one goes, the second stays. */
export const sendMerge = (id: string, intoId: string): Promise<Answer<{ creator: CreatorView }>> =>
  call(fetch, 'POST', `/api/creators/${id}/merge`, { body: { intoId }, idempotencyKey: v7() });

/** Creators by name or handle, a few; none where the search failed. */
export async function findCreators(text: string): Promise<readonly CreatorListItem[]> {
  const path = `/api/creators?limit=8&q=${encodeURIComponent(text)}`;
  const answer = await get<Page<CreatorListItem>>(fetch, path);
  return answer.ok ? answer.data.items : [];
}
