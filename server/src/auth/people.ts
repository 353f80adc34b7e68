import type { Role } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { hashPassword } from 'better-auth/crypto';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../http/problem.ts';

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Left out: the person cannot sign in before they chose one through their invitation. */
  readonly password?: string | undefined;
}

/** Adds a person; answers their id. 409 EMAIL_TAKEN where somebody has the address, in whatever case. */
export async function addPerson(
  sql: Queries,
  { name, email, role, password }: NewPerson,
): Promise<string> {
  const id = uuidv7();
  const rows = await sql`
    insert into people (id, name, email, role, email_verified) values (${id}, ${name}, ${email}, ${role}, true)
    on conflict (lower(email)) do nothing returning id`;
  if (rows.length === 0)
    throw new Problem('EMAIL_TAKEN', { detail: `${email} belongs to somebody here.` });
  if (password !== undefined) await setPassword(sql, id, password);
  return id;
}

/** Sets or replaces a person's password. Safe to repeat. */
export async function setPassword(sql: Queries, personId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await sql`
    insert into credentials (id, user_id, account_id, provider_id, password)
    values (${uuidv7()}, ${personId}, ${personId}, 'credential', ${hash})
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`;
}
