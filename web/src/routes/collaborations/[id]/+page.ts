import { error } from '@sveltejs/kit';
import { readDetails } from '#lib/details/read-details.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('parley:collaboration');
  const read = await readDetails(fetch, params.id);
  if (!read.ok) error(read.problem.status || 503, read.problem.message);
  return { details: read.data, cursor: read.data.cursor };
};
