import { actorSchema } from '@parley/domain/actor.schema';
import { eventSchema } from '@parley/domain/events.schema';
import { instant, uuid } from '@parley/domain/scalars';
import { stateSchema } from '@parley/domain/state.schema';
import { z } from 'zod';
import { DEFAULT_POLICY, workflowPolicySchema, type WorkflowPolicy } from './policy.schema.ts';

const version = z.int().min(0);

/** How a command that did not come through the API is entered in `commands`. */
const recordSchema = z.strictObject({
  name: z.string(),
  payload: z.unknown(),
  actor: actorSchema,
  at: instant,
  hash: z.string(),
  source: z.enum(['temporal', 'timer']),
  batchId: uuid.optional(),
});

/** What became of a command that the workflow itself must make readable. */
export const outcomeSchema = z.strictObject({
  commandId: uuid,
  outcome: z.enum(['applied', 'unchanged', 'refused', 'failed']),
  code: z.string().optional(),
  detail: z.string().optional(),
  seq: version.optional(),
  version: version.optional(),
  record: recordSchema.optional(),
});
export type OwnOutcome = z.infer<typeof outcomeSchema>;

/** Why no reminder is due before an instant, whatever the policy says. */
export const restSchema = z.strictObject({
  until: instant,
  because: z.enum(['campaign', 'working hours', 'storage']),
});
export type Rest = z.infer<typeof restSchema>;

/**
 * A whole collaboration as one value: the workflow's input, what continue-as-new carries, and its result. Plain
 * JSON under 1 MB. Schemas only widen: a value of any earlier version must parse.
 */
export const carriedSchema = z.strictObject({
  collaborationId: uuid,
  /** Null until `create`. */
  state: stateSchema.nullable(),
  /** Events not known to be in the timeline, oldest first. */
  outbox: z.array(eventSchema),
  outboxOutcomes: z.array(outcomeSchema),
  /** Up to this seq the workflow projects the outbox itself; 0: its callers do. */
  ownSeq: version,
  /** The last projection cannot be stored until someone repairs the row. */
  parked: z.boolean(),
  /** [commandId, seq or null where nothing changed, hash], newest last. An empty hash is not compared. */
  applied: z.array(z.tuple([uuid, z.int().min(1).nullable(), z.string()])),
  /** [commandId, code, detail, hash], newest last. */
  refused: z.array(z.tuple([uuid, z.string(), z.string(), z.string()])),
  /** Grows with every restart of a workflow that had ended or was lost. */
  epoch: z.int().min(0),
  /** Instants, never durations, so that they outlive a run. */
  wake: z.strictObject({ rest: restSchema.nullable(), shownAt: instant.nullable() }),
  policy: workflowPolicySchema,
  /** It ended, and the creator is still to get the tag of that outcome. Left out otherwise, as earlier versions do. */
  isOutcomeTagDue: z.literal(true).optional(),
});
export type CollaborationInput = z.infer<typeof carriedSchema>;

/** The input of a collaboration that does not exist yet; `create` must follow. */
export function newCollaboration(
  collaborationId: string,
  policy: WorkflowPolicy = DEFAULT_POLICY,
): CollaborationInput {
  return {
    collaborationId,
    state: null,
    outbox: [],
    outboxOutcomes: [],
    ownSeq: 0,
    parked: false,
    applied: [],
    refused: [],
    epoch: 0,
    wake: { rest: null, shownAt: null },
    policy,
  };
}
