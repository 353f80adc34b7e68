import { LIMITS } from '@parley/domain/limits';
import { uuid } from '@parley/domain/scalars';
import { z } from 'zod';
import { creatorChange, newCreator } from '@parley/domain/creator.schema';
import {
  addCreator,
  changeCreator,
  eraseCreator,
  removeCreator,
} from '../creators/write-creator.ts';
import { findPairs, pairsInFull } from '../creators/duplicates.ts';
import { mergeCreator } from '../creators/merge-creator.ts';
import { selectedCreators } from '../creators/selected-creators.ts';
import { tagMany } from '../creators/tag-creators.ts';
import { tagManyBody } from '../creators/tag-many-body.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { creatorIdsQuery, readCreatorIds } from '../read/creator-ids.ts';
import { creatorListQuery, readCreator, readCreatorList } from '../read/creator-list.ts';
import { listQuery, pageOf as pageOfAll } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { creator, creatorListItem, pageOf } from './answer-schemas.ts';
import { once } from './once.ts';

const one = z.object({ creator });
const duplicatePair = z.object({
  creators: z.array(creatorListItem).length(2),
  reasons: z.array(z.enum(['name', 'email', 'handle'])),
});

/** Creators: everybody of the team reads, adds and edits them; guests see those of their campaigns. */
export const creatorRoutes = (deps: Deps): Route[] => [
  ...readRoutes(deps),
  ...writeRoutes(deps),
  ...manyRoutes(deps),
];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/creators',
    summary: 'A page of creators by name; `q` searches name and handles',
    allow: 'collaboration.read',
    query: creatorListQuery,
    answers: { 200: { description: 'The page', schema: pageOf(creatorListItem) } },
    handle: async ({ c, caller, query }) =>
      withCursor(
        c,
        await snapshot(sql, (transaction) => readCreatorList(transaction, caller, query)),
      ),
  }),
  // Before the one of a single creator, which would take the word for an id.
  route({
    method: 'get',
    path: '/api/creators/duplicates',
    summary: 'Pairs of creators that are likely one person, with what they have in common',
    allow: 'creator.edit',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageOf(duplicatePair) } },
    handle: async ({ c, caller, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (read) => {
          const page = pageOfAll(await findPairs(read), 'duplicates', query);
          return { ...page, items: await pairsInFull(read, caller, page.items) };
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/creators/ids',
    summary:
      'The ids of everybody that a filter selects, or of who stands between two rows of its list',
    allow: 'creator.edit',
    query: creatorIdsQuery,
    answers: {
      200: {
        description: 'At most 50,000 ids, in the order of the list',
        schema: z.object({ total: z.int(), ids: z.array(z.uuid()) }),
      },
    },
    handle: async ({ c, caller, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (read) => {
          const ids = await readCreatorIds(read, caller, query);
          return { total: ids.length, ids };
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/creators/:id',
    summary: 'One creator',
    allow: 'collaboration.read',
    answers: {
      200: { description: 'The creator; guests get no contact details', schema: creator },
    },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (transaction) =>
        readCreator(transaction, caller, params.id),
      );
      return withCursor(c, { ...read, value: found(read.value, 'creator') });
    },
  }),
];

const writeRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/creators',
    summary: 'Adds a creator; needs a name and one handle',
    allow: 'creator.create',
    body: newCreator,
    answers: { 201: { description: 'The creator', schema: one } },
    problems: ['CREATOR_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 201,
        body: { creator: await addCreator(transaction, request.body) },
      })),
  }),
  route({
    method: 'patch',
    path: '/api/creators/:id',
    summary:
      'Changes a creator; a field left out stays, null empties it; `handles` and `tagIds` are whole lists',
    allow: 'creator.edit',
    body: creatorChange,
    answers: { 200: { description: 'The creator', schema: one } },
    problems: ['CREATOR_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: { creator: await changeCreator(transaction, request.params.id, request.body) },
      })),
  }),
  route({
    method: 'delete',
    path: '/api/creators/:id',
    summary: 'Removes a creator without collaborations',
    allow: 'creator.edit',
    answers: { 204: { description: 'Removed' } },
    problems: ['CREATOR_HAS_COLLABORATIONS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => {
        await removeCreator(transaction, request.params.id);
        return { status: 204, body: null };
      }),
  }),
  route({
    method: 'post',
    path: '/api/creators/:id/erase',
    summary: 'Takes away everything that tells who the creator is; their collaborations stay',
    allow: 'creator.erase',
    answers: { 200: { description: '"Erased creator"', schema: one } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: { creator: await eraseCreator(transaction, request.params.id) },
      })),
  }),
];

const manyRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/creators/tags',
    summary:
      'Gives tags to many creators and takes others away; tags named in neither stay as they are',
    allow: 'creator.edit',
    body: tagManyBody,
    mostBytes: LIMITS.selectionBytes,
    answers: {
      200: { description: 'How many creators changed', schema: z.object({ changed: z.int() }) },
    },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => {
        const { add, remove } = request.body;
        const creatorIds = await selectedCreators(transaction, request.caller, request.body);
        return {
          status: 200,
          body: { changed: await tagMany(transaction, { creatorIds, add, remove }) },
        };
      }),
  }),
  route({
    method: 'post',
    path: '/api/creators/:id/merge',
    summary:
      'Makes one creator of two: this one goes, its handles and tags move, empty fields are filled',
    allow: 'creator.edit',
    body: z.strictObject({ intoId: uuid }),
    answers: { 200: { description: 'The creator that stays', schema: one } },
    problems: ['CREATOR_HAS_COLLABORATIONS', 'TOO_MANY', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: {
          creator: await mergeCreator(transaction, request.params.id, request.body.intoId),
        },
      })),
  }),
];
