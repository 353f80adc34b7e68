import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { listQuery, pageOf, pageSchema } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { PRESET_KEYS } from '../views/presets.ts';
import { readView, readViews } from '../views/read-views.ts';
import { defaultChoice, newView, viewChange } from '../views/view-body.ts';
import { addView, changeView, chooseDefault, removeView } from '../views/write-view.ts';
import { once } from './once.ts';

const view = z.object({
  /** Of a preset its key. */
  id: z.union([z.uuid(), z.enum(PRESET_KEYS)]),
  name: z.string(),
  /** The list's search string, without a question mark. */
  query: z.string(),
  scope: z.enum(['private', 'shared']),
  position: z.int(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  isDefault: z.boolean(),
  isPreset: z.boolean(),
});
const one = z.object({ view });

/** Saved views of the list. A token has those of whoever made it. */
export const viewRoutes = (deps: Deps): Route[] => [...readRoutes(deps), ...writeRoutes(deps)];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/views',
    summary: 'The presets, then your own and the shared views in your order',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageSchema(view) } },
    handle: async ({ c, caller, query }) => {
      const views = await snapshot(sql, (read) => readViews(read, caller));
      return withCursor(c, { ...views, value: pageOf(views.value, 'views', query) });
    },
  }),
  route({
    method: 'get',
    path: '/api/views/:id',
    summary: 'One view',
    answers: { 200: { description: 'The view', schema: view } },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (transaction) => readView(transaction, caller, params.id));
      return withCursor(c, { ...read, value: found(read.value, 'view') });
    },
  }),
];

const writeRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/views',
    summary: 'Saves a view of the list, for yourself or shared with everybody',
    body: newView,
    answers: { 201: { description: 'The view', schema: one } },
    problems: ['TOO_MANY', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 201,
        body: { view: await addView(transaction, request.caller, request.body) },
      })),
  }),
  route({
    method: 'put',
    path: '/api/views/default',
    summary: 'Chooses the view that the list opens with for you; null is the plain list',
    body: defaultChoice,
    answers: {
      200: { description: 'The chosen view', schema: z.object({ view: view.nullable() }) },
    },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: { view: await chooseDefault(transaction, request.caller, request.body.viewId) },
      })),
  }),
  route({
    method: 'patch',
    path: '/api/views/:id',
    summary: 'Changes a view; `position` moves it among your views alone',
    body: viewChange,
    answers: { 200: { description: 'The view', schema: one } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: {
          view: await changeView(transaction, request.caller, request.params.id, request.body),
        },
      })),
  }),
  route({
    method: 'delete',
    path: '/api/views/:id',
    summary: 'Deletes a view',
    answers: { 204: { description: 'Deleted' } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => {
        await removeView(transaction, request.caller, request.params.id);
        return { status: 204, body: null };
      }),
  }),
];
