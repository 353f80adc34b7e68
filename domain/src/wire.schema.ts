import { z } from 'zod';
import { eventSchema } from './events.schema.ts';

const hash = z.string().length(64);

/** What the workflow answers to an Update: data, also for refusals, so that nothing is thrown on the way. */
export const updateAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('applied'),
    /** Events after `known`, oldest first, without a gap; the command's own among them unless it is older. */
    events: z.array(eventSchema),
    /** The seq that this command made; null where it altered nothing. */
    seq: z.int().min(1).nullable(),
    /** The workflow's version after `events`, and the hash of its state then. */
    version: z.int().min(1),
    stateHash: hash,
  }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.string(),
    detail: z.string(),
    version: z.int().min(0),
    events: z.array(eventSchema),
    stateHash: hash.nullable(),
  }),
  /** Temporal lost history: the workflow is older than the row the caller read. Nothing changed. */
  z.strictObject({ kind: z.literal('behind'), version: z.int().min(0) }),
]);
export type UpdateAnswer = z.infer<typeof updateAnswer>;
