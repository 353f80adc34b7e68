import { error } from '@sveltejs/kit';
import type { ImportRowView, ImportView } from '@parley/domain/imports/import-view';
import type { Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

/** Refused rows that the page shows itself; all of them are in the file of errors. */
const SHOWN = 20;

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('parley:import');
  const readAt = Date.now();
  const path = `/api/imports/${params.id}`;
  const [read, refused] = await Promise.all([
    get<ImportView>(fetch, path),
    get<Page<ImportRowView>>(fetch, `${path}/rows?outcome=refused&limit=${SHOWN}`),
  ]);
  if (!read.ok) error(read.problem.status || 503, read.problem.message);
  if (!refused.ok) error(refused.problem.status || 503, refused.problem.message);
  return { view: read.data, refused: refused.data, cursor: read.cursor, readAt };
};
