import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { notificationQuery, readNotification, readNotifications } from '../read/notifications.ts';
import { snapshot } from '../read/snapshot.ts';
import { pageOf } from './answer-schemas.ts';
import { once } from './once.ts';

const notification = z.object({
  id: z.uuid(),
  kind: z.enum(['todo', 'notification']),
  code: z.string(),
  collaborationId: z.uuid().nullable(),
  title: z.string(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
});
const change = z
  .strictObject({ read: z.boolean().optional(), done: z.boolean().optional() })
  .refine((value) => value.read !== undefined || value.done !== undefined, 'nothing to change');
type Change = z.output<typeof change>;

/** A person's own to-dos and notifications. A token reads those of whoever made it. */
export const notificationRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/notifications',
    summary: 'Your to-dos and notifications, newest first, with how many are unread',
    query: notificationQuery,
    answers: {
      200: { description: 'The page', schema: pageOf(notification).extend({ unread: z.int() }) },
    },
    handle: async ({ c, caller, query }) =>
      withCursor(
        c,
        await snapshot(sql, (transaction) => readNotifications(transaction, caller, query)),
      ),
  }),
  route({
    method: 'get',
    path: '/api/notifications/:id',
    summary: 'One of your to-dos or notifications',
    answers: { 200: { description: 'The notification', schema: notification } },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (transaction) =>
        readNotification(transaction, caller, params.id),
      );
      return withCursor(c, { ...read, value: found(read.value, 'notification') });
    },
  }),
  route({
    method: 'patch',
    path: '/api/notifications/:id',
    summary: 'Marks one as read or done, or takes that back',
    body: change,
    answers: { 200: { description: 'The notification', schema: z.object({ notification }) } },
    handle: (request) =>
      once(sql, request, async (transaction) => {
        const { id } = request.params;
        found(await readNotification(transaction, request.caller, id), 'notification');
        await mark(transaction, id, request.body);
        const after = await readNotification(transaction, request.caller, id);
        return { status: 200, body: { notification: after } };
      }),
  }),
  route({
    method: 'post',
    path: '/api/notifications/read',
    summary: 'Marks all of yours as read',
    answers: { 204: { description: 'Marked' } },
    handle: (request) =>
      once(sql, request, async (transaction) => {
        await transaction`
          update notifications set read_at = now() where person_id = ${request.caller.personId} and read_at is null`;
        return { status: 204, body: null };
      }),
  }),
];

async function mark(sql: Queries, id: string, { read, done }: Change): Promise<void> {
  if (read !== undefined) {
    await sql`update notifications set read_at = ${read ? sql`coalesce(read_at, now())` : null} where id = ${id}`;
  }
  if (done !== undefined) {
    await sql`update notifications set done_at = ${done ? sql`coalesce(done_at, now())` : null} where id = ${id}`;
  }
}
