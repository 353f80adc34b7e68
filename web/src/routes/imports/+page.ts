import { error } from '@sveltejs/kit';
import type { ImportView } from '@parley/domain/imports/import-view';
import type { Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('parley:imports');
  const readAt = Date.now();
  const imports = await get<Page<ImportView>>(fetch, '/api/imports?limit=100');
  if (!imports.ok) error(imports.problem.status || 503, imports.problem.message);
  return { imports: imports.data, cursor: imports.cursor, readAt };
};
