import { ACTOR_KINDS } from '@parley/domain/actor.schema';
import { RUN_OUTCOMES, RUN_STATES } from '@parley/domain/validator-view';
import { z } from 'zod';

/* What the routes of validators answer, for the description of the API; the types are domain/src/validator-view.ts. */

const named = z.object({ id: z.uuid(), name: z.string() });
const scores = z.object({ 0: z.int(), 1: z.int(), 2: z.int(), 3: z.int() });
const instant = z.iso.datetime();

export const validationRun = z.object({
  id: z.uuid(),
  validator: named,
  state: z.enum(RUN_STATES),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  pending: z.int(),
  scores,
  ratePerMinute: z.int(),
  model: z.string().nullable(),
  detail: z.string().nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  by: z.object({ id: z.uuid().nullable(), name: z.string(), kind: z.enum(ACTOR_KINDS) }),
});

export const validator = named.extend({
  criteria: z.string(),
  version: z.int(),
  results: scores.extend({ total: z.int(), outdated: z.int() }),
  lastRun: validationRun.nullable(),
  createdBy: named.nullable(),
  createdAt: instant,
  updatedAt: instant,
});

export const validationItem = z.object({
  creator: named,
  outcome: z.enum(RUN_OUTCOMES),
  score: z.int().min(0).max(3).nullable(),
  label: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  at: instant.nullable(),
});

export const runEstimate = z.object({
  total: z.int(),
  alreadyCurrent: z.int(),
  toRun: z.int(),
  model: z.string().nullable(),
  estimatedSeconds: z.int(),
  estimatedTokens: z.int(),
});
