import type { Page, TagInUse } from '@parley/domain/view';
import { get, type Answer, type Fetch } from '#lib/api/client.ts';
import { readNext } from '#lib/form/read-next.ts';

const PATH = '/api/tags?limit=200';

/** Every tag by name, however many pages they take. */
export async function readAllTags(fetcher: Fetch): Promise<Answer<readonly TagInUse[]>> {
  let page = await get<Page<TagInUse>>(fetcher, PATH);
  if (!page.ok) return page;
  const { cursor, status } = page;
  const items = [...page.data.items];
  while (page.ok && page.data.nextCursor !== null) {
    page = await readNext<TagInUse>(fetcher, PATH, page.data.nextCursor);
    if (!page.ok) return page;
    items.push(...page.data.items);
  }
  return { ok: true, status, data: items, cursor };
}
