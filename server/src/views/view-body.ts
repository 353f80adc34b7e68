import { uuid } from '@parley/domain/scalars';
import { shortText } from '@parley/domain/text';
import { z } from 'zod';
import { PRESET_KEYS } from './presets.ts';

/** Characters of a view's query: room for some two hundred ids. */
const QUERY_CHARS = 10_000;

const query = z
  .string()
  .max(QUERY_CHARS, `must be at most ${QUERY_CHARS} characters`)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be a search string');
const scope = z.enum(['private', 'shared'], { error: 'must be private or shared' });

export const newView = z.strictObject({ name: shortText, query, scope: scope.default('private') });
export type NewView = z.output<typeof newView>;

/** `position` moves the view in the caller's own order alone; everything else is the view's. */
export const viewChange = z
  .strictObject({
    name: shortText.optional(),
    query: query.optional(),
    scope: scope.optional(),
    position: z.int().min(0, 'must be at least 0').optional(),
  })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type ViewChange = z.output<typeof viewChange>;

export const defaultChoice = z.strictObject({
  viewId: z
    .union([uuid, z.enum(PRESET_KEYS)], {
      error: `must be the id of a view, null, or one of ${PRESET_KEYS.join(', ')}`,
    })
    .nullable(),
});
