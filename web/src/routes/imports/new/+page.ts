import { IMPORT_KINDS } from '@parley/domain/imports/import-fields';
import type { PageLoad } from './$types.js';

export const load: PageLoad = ({ url }) => {
  const asked = url.searchParams.get('kind');
  return { kind: IMPORT_KINDS.find((kind) => kind === asked) ?? 'creators' };
};
