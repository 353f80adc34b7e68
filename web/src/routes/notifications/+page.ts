import { error } from '@sveltejs/kit';
import type { NotificationView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('parley:notifications');
  const isDone = url.searchParams.get('show') === 'done';
  const path = `/api/notifications?open=${String(!isDone)}&limit=100`;
  const page = await get<Page<NotificationView>>(fetch, path);
  if (!page.ok) error(page.problem.status || 503, page.problem.message);
  return { notifications: page.data, isDone, cursor: page.cursor };
};
