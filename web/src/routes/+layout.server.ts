import { get } from '#lib/api/client.ts';
import { columnsCookie } from '#lib/collaborations/chosen-columns.ts';
import { readViews } from '#lib/views/saved-views.svelte.ts';
import type { WorkspaceView } from '@parley/domain/view';
import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = async ({ locals, fetch, cookies, depends }) => {
  depends('parley:frame');
  if (!locals.me)
    return {
      me: null,
      reader: locals.reader,
      workspace: null,
      openToDos: 0,
      views: [],
      columns: null,
    };
  const [workspace, toDos, views] = await Promise.all([
    get<WorkspaceView>(fetch, '/api/workspace'),
    get<{ readonly total: number }>(fetch, '/api/notifications?kind=todo&open=true&limit=1'),
    readViews(fetch),
  ]);
  const zoneKnown = cookies.get('parley-time-zone') !== undefined;
  return {
    me: locals.me,
    reader:
      zoneKnown || !workspace.ok
        ? locals.reader
        : { ...locals.reader, timeZone: workspace.data.timeZone },
    workspace: workspace.ok ? workspace.data : null,
    openToDos: toDos.ok ? toDos.data.total : 0,
    views,
    columns: cookies.get(columnsCookie(locals.me.id)) ?? null,
  };
};
