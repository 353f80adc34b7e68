import { uuid } from '@parley/domain/scalars';
import { z } from 'zod';
import { changePassword, signIn, signOut } from '../auth/sign-in.ts';
import { anyPassword, email, newPassword } from '../auth/fields.ts';
import { SignInLimits } from '../auth/sign-in-limits.ts';
import type { Deps } from '../deps.ts';
import { clientAddress } from '../http/client-address.ts';
import { Problem } from '../http/problem.ts';
import { openRoute, route, type Route } from '../http/route.ts';

const user = z.strictObject({ id: uuid, name: z.string(), email: z.string() });
const signInBody = z.strictObject({
  email,
  password: anyPassword,
  rememberMe: z.boolean().optional(),
});
const passwordBody = z.strictObject({ currentPassword: anyPassword, newPassword });
const done = z.strictObject({ success: z.literal(true) });

/** Sign-in and sign-out. Nothing else of better-auth can be reached from outside. */
export function authRoutes(deps: Deps): Route[] {
  const limits = new SignInLimits(deps.sql);
  return [
    openRoute({
      method: 'post',
      path: '/api/auth/sign-in/email',
      summary: 'Sign in: sets the session cookie',
      body: signInBody,
      answers: { 200: { description: 'Who signed in', schema: z.strictObject({ user }) } },
      problems: ['INVALID_CREDENTIALS', 'TOO_MANY_FAILED_SIGN_INS'],
      handle: async ({ c, body }) => {
        const address = clientAddress(c.env.incoming, deps.config.trustedProxies);
        const signedIn = await limits.attempt({ email: body.email, address }, () =>
          signIn(deps, c.req.raw.headers, body),
        );
        if (signedIn === false)
          throw new Problem('INVALID_CREDENTIALS', {
            detail: 'The e-mail address or the password is wrong.',
          });
        c.set('cookies', signedIn.cookies);
        return c.json({ user: signedIn.user });
      },
    }),
    openRoute({
      method: 'post',
      path: '/api/auth/sign-out',
      summary: 'End the session; its sockets close at once',
      answers: { 200: { description: 'Signed out, also when nobody was signed in', schema: done } },
      handle: async ({ c }) => {
        c.set('cookies', await signOut(deps, c.req.raw.headers));
        return c.json({ success: true });
      },
    }),
    route({
      method: 'post',
      path: '/api/auth/change-password',
      summary: 'Change the own password; every other session ends',
      body: passwordBody,
      answers: { 200: { description: 'Changed', schema: done } },
      problems: ['INVALID_CREDENTIALS'],
      handle: async ({ c, caller, body }) => {
        if (caller.kind !== 'member')
          throw new Problem('FORBIDDEN', { detail: 'A token has no password.' });
        const address = clientAddress(c.env.incoming, deps.config.trustedProxies);
        const changed = await limits.attempt({ email: caller.email, address }, () =>
          changePassword(deps, caller, body),
        );
        if (!changed)
          throw new Problem('INVALID_CREDENTIALS', { detail: 'The current password is wrong.' });
        return c.json({ success: true });
      },
    }),
  ];
}
