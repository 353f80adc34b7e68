import { createHash } from 'node:crypto';
import { ROLES } from '@parley/domain/view';
import { parseSigned } from 'hono/utils/cookie';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Sql } from '@parley/workflows/projection/postgres';
import { sessionCookieName } from './auth.ts';
import type { Caller } from './caller.ts';

const person = { name: z.string(), email: z.string(), role: z.enum(ROLES) };
const sessionRow = z.object({
  ...person,
  session_id: z.string(),
  person_id: z.string(),
  updated_at: z.date(),
});
const tokenRow = z.object({ ...person, id: z.string(), created_by: z.string() });

/** A caller found, and whether their session is a day old, so that its cookie should be renewed. */
export interface FoundCaller {
  readonly caller: Caller;
  readonly isDueForRenewal: boolean;
}
/** The two headers that can say who asks. */
export interface Credentials {
  readonly cookie: string | null | undefined;
  readonly authorization: string | null | undefined;
}

/** Who these headers stand for: a bearer token before a cookie; null for nobody, a disabled person, an ended session. */
export async function findCaller(
  sql: Sql,
  config: Config,
  given: Credentials,
): Promise<FoundCaller | null> {
  if (given.authorization) {
    const token = /^Bearer +(\S+)$/i.exec(given.authorization)?.[1];
    const caller = token === undefined ? null : await callerOfToken(sql, token);
    return caller && { caller, isDueForRenewal: false };
  }
  const name = sessionCookieName(config);
  const cookies = given.cookie ? await parseSigned(given.cookie, config.authSecret, name) : {};
  const token = cookies[name];
  return token ? callerOfSession(sql, token) : null;
}

/** SHA-256 in hex: how tokens are stored. They are random, so they need no slow hash. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function callerOfSession(sql: Sql, token: string): Promise<FoundCaller | null> {
  // However often it is renewed, a session ends 30 days after its sign-in.
  const rows = await sql`
    select s.id as session_id, s.updated_at, p.id as person_id, p.name, p.email, p.role
    from sessions s join people p on p.id = s.user_id
    where s.token = ${token} and s.expires_at > now() and s.created_at > now() - interval '30 days'
      and p.disabled_at is null`;
  if (rows.length === 0) return null;
  const { session_id, updated_at, person_id, ...rest } = sessionRow.parse(rows[0]);
  return {
    caller: {
      ...rest,
      kind: 'member',
      accountId: person_id,
      personId: person_id,
      sessionId: session_id,
    },
    isDueForRenewal: Date.now() - updated_at.getTime() > 86_400_000,
  };
}

async function callerOfToken(sql: Sql, token: string): Promise<Caller | null> {
  const rows = await sql`
    select t.id, t.name, t.role, t.created_by, p.email
    from api_tokens t join people p on p.id = t.created_by
    where t.hash = ${tokenHash(token)} and t.revoked_at is null`;
  if (rows.length === 0) return null;
  const { id, created_by, ...rest } = tokenRow.parse(rows[0]);
  await sql`update api_tokens set last_used_at = now()
    where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
  return { ...rest, kind: 'token', accountId: id, personId: created_by, sessionId: null };
}
