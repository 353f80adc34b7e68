import type { Page } from '@parley/domain/view';
import { get, type Answer, type Fetch } from '#lib/api/client.ts';

/** The next page of a list that was read at `path`. */
export function readNext<T>(
  fetcher: Fetch,
  path: string,
  cursor: string,
): Promise<Answer<Page<T>>> {
  const joint = path.includes('?') ? '&' : '?';
  return get<Page<T>>(fetcher, `${path}${joint}cursor=${encodeURIComponent(cursor)}`);
}
