import { isAPIError } from 'better-auth/api';
import { verifyPassword } from 'better-auth/crypto';
import type { Deps } from '../deps.ts';
import type { Caller } from './caller.ts';
import { findCaller } from './find-caller.ts';
import { setPassword } from './people.ts';

interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  /** Set-Cookie headers. */
  readonly cookies: readonly string[];
}

/** Makes a session; false where the e-mail or password is wrong or the person is disabled. */
export async function signIn(
  { auth, sql }: Deps,
  headers: Headers,
  body: {
    readonly email: string;
    readonly password: string;
    readonly rememberMe?: boolean | undefined;
  },
): Promise<SignedIn | false> {
  try {
    const { email, password, rememberMe = true } = body;
    const answer = await auth.api.signInEmail({
      body: { email, password, rememberMe },
      headers,
      returnHeaders: true,
    });
    const { id, name } = answer.response.user;
    const disabled = await sql`
      delete from sessions using people
      where people.id = user_id and user_id = ${id} and disabled_at is not null returning sessions.id`;
    if (disabled.length > 0) return false;
    return {
      user: { id, name, email: answer.response.user.email },
      cookies: answer.headers.getSetCookie(),
    };
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return false;
    throw error;
  }
}

/** Ends the session of these headers and its sockets; answers the headers that take the cookie away. Safe to repeat. */
export async function signOut(
  { auth, sql, config, sockets }: Deps,
  headers: Headers,
): Promise<readonly string[]> {
  // better-auth answers success also where the database did not delete it: so it is deleted here first.
  const found = await findCaller(sql, config, {
    cookie: headers.get('cookie'),
    authorization: null,
  });
  const sessionId = found?.caller.sessionId;
  if (sessionId) {
    await sql`delete from sessions where id = ${sessionId}`;
    await sockets.endSession(sessionId);
  }
  const answer = await auth.api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}

/** Replaces the caller's password and ends their other sessions; false where the current one is wrong. */
export async function changePassword(
  { sql, sockets }: Deps,
  caller: Caller,
  {
    currentPassword,
    newPassword,
  }: { readonly currentPassword: string; readonly newPassword: string },
): Promise<boolean> {
  const [row] = await sql<{ password: string }[]>`
    select password from credentials
    where user_id = ${caller.personId} and provider_id = 'credential' and password is not null`;
  if (!row || !(await verifyPassword({ hash: row.password, password: currentPassword })))
    return false;
  await setPassword(sql, caller.personId, newPassword);
  const ended = await sql<{ id: string }[]>`
    delete from sessions where user_id = ${caller.personId} and id <> ${caller.sessionId} returning id`;
  await Promise.all(ended.map(({ id }) => sockets.endSession(id)));
  return true;
}
