import { z } from 'zod';
import { fieldErrors } from '../http/field-errors.ts';
import { invalid } from '../http/problem.ts';
import { queryOf } from '../http/query.ts';
import { filterShape, listQuery } from '../read/list/list-query.ts';

/** What the list's address may say, and so a view may keep: filters, sort, and table or board; no page. */
const viewQuery = z.strictObject({
  ...filterShape,
  sort: listQuery.shape.sort,
  view: z.enum(['table', 'board'], { error: 'must be table or board' }).optional(),
});

/** What the plain list says anyway. */
const DEFAULTS = new Set(['q=', 'sort=attention', 'view=table']);
const ORDER = Object.keys(viewQuery.shape);

/**
 * The search string of a list in one fixed order of parameters, without a question mark, repeats and what is the
 * default anyway. 422 naming `query.<parameter>` where the list would refuse it.
 */
export function normalQuery(search: string): string {
  const given = queryOf(`http://list/?${search.replace(/^\?/, '')}`);
  const read = viewQuery.safeParse(given);
  if (!read.success) {
    const errors = fieldErrors(read.error);
    throw invalid(errors.map(({ path, message }) => ({ path: `query.${path}`, message })));
  }
  // Ids in lower case and texts trimmed, as the list reads them; a sort as it was written.
  const values = { ...read.data, sort: given.sort ?? '' };
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [...new Set([value ?? []].flat())].map((one): [string, string] => [name, String(one)]),
  );
  const kept = pairs.filter(([name, value]) => value !== '' && !DEFAULTS.has(`${name}=${value}`));
  const sorted = kept.sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return new URLSearchParams(sorted).toString();
}
