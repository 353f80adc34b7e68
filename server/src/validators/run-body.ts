import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import { z } from 'zod';
import { creatorFilter } from '../read/creator-filter.ts';
import { listFilter } from '../read/list/list-query.ts';

export const ONLY = ['all', 'missing or outdated'] as const;

/**
 * Whom a run is about: creators by id, those that a list of creators selects, or those of the collaborations that a
 * list selects. `dryRun` only answers what it would do.
 */
export const runBody = z
  .strictObject({
    creatorIds: z
      .array(uuid)
      .min(1, 'must name a creator')
      .max(LIMITS.selectionIds, 'must be at most 50,000')
      .optional(),
    filter: creatorFilter.optional(),
    collaborations: listFilter.optional(),
    only: z.enum(ONLY, { error: `must be one of ${ONLY.join(', ')}` }).default('all'),
    dryRun: z.boolean().default(false),
  })
  .refine(
    ({ creatorIds, filter, collaborations }) =>
      [creatorIds, filter, collaborations].filter((one) => one !== undefined).length === 1,
    'must have exactly one of creatorIds, filter and collaborations',
  );
export type RunBody = z.output<typeof runBody>;
