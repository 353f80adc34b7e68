import { batchChangeSchema } from '@parley/domain/batch.schema';
import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import { z } from 'zod';
import { listFilter } from '../read/list/list-query.ts';

const ids = z
  .array(uuid)
  .max(LIMITS.selectionIds, `must be at most ${LIMITS.selectionIds.toLocaleString('en')}`);

/** Which collaborations: by their ids, by a filter of the list, or by what a dry run counted. */
export const selection = z.union(
  [
    z.strictObject({ ids: ids.min(1, 'must name at least one') }),
    z.strictObject({ filter: listFilter, except: ids.default([]) }),
    z.strictObject({ selectionId: uuid }),
  ],
  { error: 'must be {ids}, {filter, except} or {selectionId}' },
);
export type Selection = z.output<typeof selection>;

/** The body of `POST /api/batches`. */
export const newBatch = z.strictObject({
  selection,
  change: batchChangeSchema,
  /** True: says what would happen and changes nothing. */
  dryRun: z.boolean().default(false),
});
export type NewBatch = z.output<typeof newBatch>;
