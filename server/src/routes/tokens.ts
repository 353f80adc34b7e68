import { createHmac } from 'node:crypto';
import { ROLES } from '@parley/domain/view';
import { instant, uuid } from '@parley/domain/scalars';
import { shortText } from '@parley/domain/text';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { tokenHash } from '../auth/find-caller.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { withCursor } from '../http/with-cursor.ts';
import { Problem } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import { listQuery, pageOf, pageSchema } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { once } from './once.ts';

const body = z.strictObject({ name: shortText, role: z.enum(ROLES).default('member') });
const tokenView = z.strictObject({
  id: uuid,
  name: z.string(),
  role: z.enum(ROLES),
  createdBy: z.strictObject({ id: uuid, name: z.string() }),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
/** Shown once: `token` is what scripts send as `Authorization: Bearer <token>`. */
const newToken = tokenView.extend({ token: z.string() });

/** API tokens for scripts; owners and admins make and end them. */
export const tokenRoutes = ({ sql, sockets, config }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/tokens',
    summary: 'Tokens that work',
    allow: 'token.manage',
    query: listQuery,
    answers: { 200: { description: 'Newest first', schema: pageSchema(tokenView) } },
    handle: async ({ c, query }) => {
      const page = await snapshot(sql, async (read) =>
        pageOf(
          (
            await read`
            select t.id, t.name, t.role, t.created_at as "createdAt", t.last_used_at as "lastUsedAt",
              json_build_object('id', p.id, 'name', p.name) as "createdBy"
            from api_tokens t join people p on p.id = t.created_by
            where t.revoked_at is null order by t.created_at desc, t.id desc`
          ).map(dated),
          'tokens',
          query,
        ),
      );
      return withCursor(c, page);
    },
  }),
  route({
    method: 'post',
    path: '/api/tokens',
    summary: 'Make a token; it is shown this once',
    allow: 'token.manage',
    body,
    answers: { 201: { description: 'The token', schema: z.strictObject({ token: newToken }) } },
    handle: async ({ c, caller, body: { name, role } }) => {
      if (role === 'owner' && caller.role !== 'owner')
        throw new Problem('FORBIDDEN', {
          detail: 'Only an owner makes a token that may do what an owner may.',
        });
      const answer = await once(sql, { c, caller, body: { name, role } }, async (transaction) => {
        const id = uuidv7();
        const [row] = await transaction`
          insert into api_tokens (id, name, hash, role, created_by)
          values (${id}, ${name}, ${tokenHash(secretOf(config, id))}, ${role}, ${caller.personId})
          returning id, name, role, created_at as "createdAt", last_used_at as "lastUsedAt",
            (select json_build_object('id', id, 'name', name) from people where id = created_by) as "createdBy"`;
        return { status: 201, body: tokenView.parse(dated(row ?? {})) };
      });
      if (answer.status !== 201) return answer;
      const made = tokenView.parse(await answer.json());
      return c.json({ token: { ...made, token: secretOf(config, made.id) } }, 201);
    },
  }),
  route({
    method: 'delete',
    path: '/api/tokens/:id',
    summary: 'End a token at once',
    allow: 'token.manage',
    answers: { 204: { description: 'It no longer works' } },
    handle: async ({ c, caller, params }) => {
      const answer = await once(sql, { c, caller, body: undefined }, async (transaction) => {
        const [ended] = await transaction`
          update api_tokens set revoked_at = now() where id = ${params.id} and revoked_at is null returning id`;
        found(ended, 'token');
        return { status: 204, body: null };
      });
      await sockets.recheckAccount(params.id);
      return answer;
    },
  }),
];

/**
 * Made from the secret of this installation and the token's own id: so the database keeps no token, and the same
 * Idempotency-Key is answered with the same token.
 */
function secretOf(config: Config, id: string): string {
  return `parley_${createHmac('sha256', config.authSecret).update(`api token ${id}`).digest('base64url')}`;
}

/** Dates of a row as instants. */
function dated(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
}
