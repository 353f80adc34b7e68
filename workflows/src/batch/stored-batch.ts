import { actorSchema, type Actor } from '@parley/domain/actor.schema';
import {
  batchChangeSchema,
  BATCH_STATES,
  type StoredBatchChange,
} from '@parley/domain/batch.schema';
import { z } from 'zod';
import type { Queries } from '../projection/postgres.ts';

/** A batch as its application needs it. */
export interface StoredBatch {
  readonly id: string;
  readonly state: (typeof BATCH_STATES)[number];
  readonly change: StoredBatchChange;
  readonly actor: Actor;
  readonly personId: string;
  readonly hasEnded: boolean;
}

const row = z.object({
  state: z.enum(BATCH_STATES),
  change: z.union([
    batchChangeSchema,
    z.strictObject({ kind: z.literal('undo'), batchId: z.uuid() }),
  ]),
  actor_kind: z.string(),
  actor_id: z.string(),
  person_id: z.string(),
  finished_at: z.date().nullable(),
});

/** Null where there is no such batch. */
export async function readStoredBatch(sql: Queries, id: string): Promise<StoredBatch | null> {
  const [found] = await sql`
    select state, change, actor_kind, actor_id, person_id, finished_at from batches where id = ${id}`;
  if (!found) return null;
  const { actor_kind: kind, actor_id, person_id, finished_at, ...rest } = row.parse(found);
  return {
    ...rest,
    id,
    actor: actorSchema.parse({ kind, id: actor_id }),
    personId: person_id,
    hasEnded: finished_at !== null,
  };
}
