import { ROLES } from '@parley/domain/view';
import { uuid } from '@parley/domain/scalars';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { route, type Route } from '../http/route.ts';

const me = z.strictObject({
  user: z.strictObject({ id: uuid, name: z.string(), email: z.string(), role: z.enum(ROLES) }),
});

/** Who is signed in. */
export const meRoutes = (_deps: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/me',
    summary: 'Who is signed in',
    answers: { 200: { description: 'The person, or the token as one', schema: me } },
    handle: ({ c, caller }) =>
      c.json({
        user: { id: caller.accountId, name: caller.name, email: caller.email, role: caller.role },
      }),
  }),
];
