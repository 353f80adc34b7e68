import { instant } from '@parley/domain/scalars';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { limit, wholeNumber } from '../http/query.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { readCollaboration } from '../read/collaboration-view.ts';
import { collaborationList } from '../read/list/collaboration-list.ts';
import { collaborationCounts, countsQuery } from '../read/list/collaboration-counts.ts';
import { listQuery } from '../read/list/list-query.ts';
import { snapshot } from '../read/snapshot.ts';
import { readTimeline } from '../read/timeline.ts';
import { collaboration, collaborationPage, event, pageOf } from './answer-schemas.ts';
import { collaborationCountsSchema } from './counts-schemas.ts';

const moment = z
  .strictObject({ version: wholeNumber(0, 2_147_483_647).optional(), at: instant.optional() })
  .refine((query) => query.version === undefined || query.at === undefined, {
    path: ['at'],
    message: 'cannot come with a version',
  });
const timelineQuery = z.strictObject({ limit, cursor: z.string().min(1).max(2_000).optional() });

/** Reading collaborations: the list, one alone (also as it was), its timeline. */
export const collaborationReadRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/collaborations',
    summary: 'A page of the collaborations you may see, with counts and sums per status',
    allow: 'collaboration.read',
    query: listQuery,
    answers: {
      200: {
        description: 'The page; counts and sums ignore the status filter',
        schema: collaborationPage,
      },
    },
    handle: async ({ c, caller, query }) =>
      withCursor(c, await collaborationList(sql, caller, query)),
  }),
  route({
    method: 'get',
    path: '/api/collaborations/counts',
    summary: 'How many collaborations each value of every filter has while the other filters stay',
    allow: 'collaboration.read',
    query: countsQuery,
    answers: {
      200: {
        description: 'Counts by filter; `creatorQ` searches among the 200 creators with most rows',
        schema: collaborationCountsSchema,
      },
    },
    handle: async ({ c, caller, query }) =>
      withCursor(c, await collaborationCounts(sql, caller, query)),
  }),
  route({
    method: 'get',
    path: '/api/collaborations/:id',
    summary: 'The whole collaboration, now or as it was at a version or an instant',
    allow: 'collaboration.read',
    query: moment,
    answers: { 200: { description: 'The collaboration', schema: collaboration } },
    handle: async ({ c, caller, params, query }) => {
      const read = await snapshot(sql, (transaction) =>
        readCollaboration(transaction, caller, params.id, query),
      );
      return withCursor(c, { ...read, value: found(read.value, 'collaboration') });
    },
  }),
  route({
    method: 'get',
    path: '/api/collaborations/:id/events',
    summary: 'The timeline, newest first',
    allow: 'collaboration.read',
    query: timelineQuery,
    answers: {
      200: { description: 'Events; guests get notes without their texts', schema: pageOf(event) },
    },
    handle: async ({ c, caller, params, query }) =>
      withCursor(
        c,
        await snapshot(sql, (transaction) => readTimeline(transaction, caller, params.id, query)),
      ),
  }),
];
