import { error } from '@sveltejs/kit';
import type { ValidatorView } from '@parley/domain/validator-view';
import type { Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, depends }) => {
  depends('parley:validators');
  const readAt = Date.now();
  const validators = await get<Page<ValidatorView>>(fetch, '/api/validators?limit=200');
  if (!validators.ok) error(validators.problem.status || 503, validators.problem.message);
  return { validators: validators.data, cursor: validators.cursor, readAt };
};
