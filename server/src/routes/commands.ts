import { ACTOR_KINDS } from '@parley/domain/actor.schema';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { limit } from '../http/query.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { readCommand } from '../read/command-view.ts';
import { readCommands } from '../read/command-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { event, pageOf } from './answer-schemas.ts';

const state = z.enum(['pending', 'applied', 'unchanged', 'refused', 'failed']);
const command = z.object({
  commandId: z.uuid(),
  collaborationId: z.uuid(),
  state,
  code: z.string().optional(),
  detail: z.string().optional(),
  event: event.optional(),
  version: z.int().optional(),
});
const listed = z.object({
  commandId: z.uuid(),
  name: z.string(),
  body: z.unknown(),
  actor: z.object({ id: z.uuid().nullable(), name: z.string(), kind: z.enum(ACTOR_KINDS) }),
  source: z.enum(['api', 'temporal', 'timer']),
  at: z.iso.datetime(),
  state,
  code: z.string().nullable(),
  detail: z.string().nullable(),
  seq: z.int().nullable(),
  version: z.int().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});
const listQuery = z.strictObject({ limit, cursor: z.string().min(1).max(2_000).optional() });

/** What was asked for, and what became of it. */
export const commandRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/commands/:commandId',
    summary: 'What became of a change',
    allow: 'collaboration.read',
    answers: { 200: { description: 'Its outcome, or that it is pending', schema: command } },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (transaction) =>
        readCommand(transaction, caller, params.commandId),
      );
      return withCursor(c, { ...read, value: found(read.value, 'change') });
    },
  }),
  route({
    method: 'get',
    path: '/api/collaborations/:id/commands',
    summary:
      'What was asked of a collaboration and what became of it, newest first, refusals included',
    allow: 'collaboration.commands',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageOf(listed) } },
    handle: async ({ c, params, query }) => {
      const read = await snapshot(sql, (transaction) =>
        readCommands(transaction, params.id, query),
      );
      return withCursor(c, { ...read, value: found(read.value, 'collaboration') });
    },
  }),
];
