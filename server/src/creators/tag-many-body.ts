import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import { tagIds } from '@parley/domain/tag-ids.schema';
import { z } from 'zod';
import { creatorFilter } from '../read/creator-filter.ts';

/** Creators by id, or those that a list of creators selects, and the tags they get and lose; others stay. */
export const tagManyBody = z
  .strictObject({
    creatorIds: z
      .array(uuid)
      .min(1, 'must name a creator')
      .max(LIMITS.selectionIds, 'must be at most 50,000')
      .optional(),
    filter: creatorFilter.optional(),
    add: tagIds.default([]),
    remove: tagIds.default([]),
  })
  .refine(
    ({ creatorIds, filter }) => (creatorIds === undefined) !== (filter === undefined),
    'must have either creatorIds or filter',
  )
  .refine(({ add, remove }) => add.length + remove.length > 0, 'nothing to change')
  .refine(({ add, remove }) => !add.some((id) => remove.includes(id)), {
    path: ['remove'],
    message: 'must not name a tag that is added',
  });
export type TagManyBody = z.output<typeof tagManyBody>;
