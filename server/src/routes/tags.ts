import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { listQuery, pageOf as pageOfAll } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { readTags, readTagsOf } from '../tags/read-tags.ts';
import { newTag, tagChange } from '../tags/tag-body.ts';
import { addTag, changeTag, removeTag } from '../tags/write-tag.ts';
import { pageOf, tagInUse } from './answer-schemas.ts';
import { once } from './once.ts';

const one = z.object({ tag: tagInUse });

/** Tags of creators: everybody of the team makes, renames and removes them; guests see those of their creators. */
export const tagRoutes = (deps: Deps): Route[] => [...readRoutes(deps), ...writeRoutes(deps)];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/tags',
    summary: 'Tags by name, each with the number of creators that have it',
    allow: 'collaboration.read',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageOf(tagInUse) } },
    handle: async ({ c, caller, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (read) => pageOfAll(await readTags(read, caller), 'tags', query)),
      ),
  }),
  route({
    method: 'get',
    path: '/api/tags/:id',
    summary: 'One tag',
    allow: 'collaboration.read',
    answers: { 200: { description: 'The tag', schema: tagInUse } },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (transaction) =>
        readTagsOf(transaction, caller, [params.id]),
      );
      return withCursor(c, { ...read, value: found(read.value[0], 'tag') });
    },
  }),
];

const writeRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/tags',
    summary: 'Makes a tag; its name is compared without case and accents',
    allow: 'tag.manage',
    body: newTag,
    answers: { 201: { description: 'The tag', schema: one } },
    problems: ['TAG_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 201,
        body: { tag: await addTag(transaction, request.caller, request.body) },
      })),
  }),
  route({
    method: 'patch',
    path: '/api/tags/:id',
    summary: 'Renames or recolours a tag, on every creator that has it',
    allow: 'tag.manage',
    body: tagChange,
    answers: { 200: { description: 'The tag', schema: one } },
    problems: ['TAG_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: {
          tag: await changeTag(transaction, request.caller, request.params.id, request.body),
        },
      })),
  }),
  route({
    method: 'delete',
    path: '/api/tags/:id',
    summary: 'Removes a tag, from every creator and from the settings',
    allow: 'tag.manage',
    answers: { 204: { description: 'Removed' } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => {
        await removeTag(transaction, request.params.id);
        return { status: 204, body: null };
      }),
  }),
];
