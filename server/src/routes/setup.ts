import { currency, uuid } from '@parley/domain/scalars';
import { shortText } from '@parley/domain/text';
import { z } from 'zod';
import { email, newPassword, personName, timeZone } from '../auth/fields.ts';
import { setUp } from '../auth/set-up.ts';
import type { Deps } from '../deps.ts';
import { openRoute, type Route } from '../http/route.ts';

const body = z.strictObject({
  token: z.string().max(200),
  name: personName,
  email,
  password: newPassword,
  workspaceName: shortText,
  timeZone,
  currency,
});
const user = z.strictObject({
  id: uuid,
  name: z.string(),
  email: z.string(),
  role: z.literal('owner'),
});

/** The first owner, made once through the one-time address that the start prints. */
export const setupRoutes = (deps: Deps): Route[] => [
  openRoute({
    method: 'post',
    path: '/api/setup',
    summary: 'Make the workspace and its first owner',
    body,
    answers: {
      201: { description: 'The owner, who can now sign in', schema: z.strictObject({ user }) },
    },
    problems: ['ALREADY_SET_UP', 'FORBIDDEN'],
    handle: async ({ c, body: { token, ...given } }) => {
      const id = await setUp(deps.sql, token, given);
      return c.json({ user: { id, name: given.name, email: given.email, role: 'owner' } }, 201);
    },
  }),
];
