import { error } from '@sveltejs/kit';
import { STATUSES } from '@parley/domain/statuses';
import type { CollaborationPage } from '@parley/domain/view';
import { get, type Fetch } from '#lib/api/client.ts';
import type { ListRead } from './collaborations.svelte.ts';
import type { ListKey } from './lists.svelte.ts';
import { apiSearch, type ListQuery } from './query.ts';
import { PAGE_ROWS } from './range-reads.ts';

/** Cards read at first in each column of the board. */
const COLUMN_ROWS = 40;

/** What a page of collaborations opens with, and the cursor from which the feed goes on. */
export async function readLists(
  fetch: Fetch,
  query: ListQuery,
): Promise<{ readonly read: ListRead; readonly cursor: string | null }> {
  const readAt = Date.now();
  const keys: readonly ListKey[] = query.view === 'board' ? STATUSES : ['all'];
  // The feed continues from the oldest snapshot, so one list is read before the others.
  const first = await readList(fetch, query, keys[0] ?? 'all');
  const others = await Promise.all(keys.slice(1).map((key) => readList(fetch, query, key)));
  const pages = [first, ...others].map(({ key, page }) => ({ key, page }));
  return { read: { query, readAt, pages }, cursor: first.cursor };
}

async function readList(fetch: Fetch, query: ListQuery, key: ListKey) {
  const search =
    key === 'all'
      ? apiSearch(query, { limit: PAGE_ROWS })
      : apiSearch(query, { status: key, limit: isHidden(query, key) ? 1 : COLUMN_ROWS });
  const answer = await get<CollaborationPage>(fetch, `/api/collaborations?${search}`);
  if (!answer.ok) error(answer.problem.status || 503, answer.problem.message);
  const page = isHidden(query, key) ? { ...answer.data, items: [], total: 0 } : answer.data;
  return { key, page, cursor: answer.cursor };
}

/** A column that the status filter leaves out shows its count alone. */
function isHidden(query: ListQuery, key: ListKey): boolean {
  return key !== 'all' && query.status.length > 0 && !query.status.includes(key);
}
