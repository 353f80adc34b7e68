import { error } from '@sveltejs/kit';
import { readAllTags } from '#lib/tags/read-all-tags.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('parley:tags');
  const tags = await readAllTags(fetch);
  if (!tags.ok) error(tags.problem.status || 503, tags.problem.message);
  return { tags: tags.data, cursor: tags.cursor };
};
