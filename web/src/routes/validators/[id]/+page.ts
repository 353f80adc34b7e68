import { error } from '@sveltejs/kit';
import type {
  ValidationItemView,
  ValidationRunView,
  ValidatorView,
} from '@parley/domain/validator-view';
import type { Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { itemsPath, readShows } from '#lib/validators/run-items.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
  depends('parley:validator');
  const readAt = Date.now();
  const [validator, runs] = await Promise.all([
    get<ValidatorView>(fetch, `/api/validators/${params.id}`),
    get<Page<ValidationRunView>>(fetch, `/api/validators/${params.id}/runs?limit=20`),
  ]);
  if (!validator.ok) error(validator.problem.status || 503, validator.problem.message);
  const known = runs.ok ? runs.data.items : [];
  const shows = readShows(url.searchParams.get('show'));
  const run = known.find(({ id }) => id === url.searchParams.get('run')) ?? known[0] ?? null;
  const path = run && itemsPath(run.id, shows);
  const items = path === null ? null : await get<Page<ValidationItemView>>(fetch, path);
  return {
    ...{ validator: validator.data, runs: known, run, shows, path },
    items: items?.ok ? items.data : null,
    cursor: validator.cursor,
    readAt,
  };
};
