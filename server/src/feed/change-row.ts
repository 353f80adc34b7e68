import type { Queries } from '../db/connect.ts';
import { z } from 'zod';

/** One row of the change feed. `row` is the list row's data of a collaboration as it was at `version`. */
export const changeRow = z.object({
  id: z.number(),
  /** The feed's epoch: with the id it is the cursor of this change. */
  epoch: z.string(),
  kind: z.enum([
    'collaboration',
    'creator',
    'campaign',
    'tag',
    'validator',
    'member',
    'settings',
    'view',
    // Stands for more than is told one by one: whoever comes by it reads all anew.
    'everything',
  ]),
  entityId: z.string(),
  version: z.number().nullable(),
  campaignId: z.string().nullable(),
  eventSeq: z.number().nullable(),
  row: z.unknown(),
});
export type ChangeRow = z.infer<typeof changeRow>;

/** The columns of a ChangeRow, for `select … from changes c`. */
export function changeColumns(sql: Queries) {
  return sql`c.id, c.kind, c.entity_id as "entityId", c.version, c.campaign_id as "campaignId",
    c.event_seq as "eventSeq", c.row,
    coalesce((select feed_epoch from workspace), '') as epoch`;
}
