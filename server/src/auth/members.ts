import { ROLES, type Role } from '@parley/domain/view';
import { uuid } from '@parley/domain/scalars';
import { announce } from '@parley/workflows/projection/store-changes';
import { z } from 'zod';
import type { Queries } from '../db/connect.ts';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';
import type { Caller } from './caller.ts';
import { setPassword } from './people.ts';

export const memberView = z.strictObject({
  id: uuid,
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  /** Cannot sign in; whatever they did keeps their name. */
  isDisabled: z.boolean(),
});
export type Member = z.infer<typeof memberView>;

/** Everybody, or those with these ids, by name; disabled people only where asked for. */
export async function readMembers(
  sql: Queries,
  wanted: { readonly ids?: readonly string[]; readonly withDisabled: boolean },
): Promise<Member[]> {
  const rows = await sql`
    select id, name, email, role, disabled_at is not null as "isDisabled" from people
    where (${wanted.ids ?? null}::uuid[] is null or id = any(${wanted.ids ?? null}::uuid[]))
      and (${wanted.withDisabled} or disabled_at is null)
    order by lower(name), id`;
  return z.array(memberView).parse(rows);
}

/** What can be changed of a person by owners and admins. */
export interface MemberChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly password?: string | undefined;
}

/**
 * Changes a person within a transaction; the last owner stays one, and only owners deal with owners. Answers the
 * person as they are then.
 */
export async function changeMember(
  sql: Queries,
  by: Caller,
  id: string,
  change: MemberChange,
): Promise<Member> {
  // Owners are locked together, so that two cannot take each other's role at once.
  const owners = await sql<{ id: string }[]>`
    select id from people where role = 'owner' and disabled_at is null order by id for update`;
  const [before] = await readMembers(sql, { ids: [id], withDisabled: true });
  const member = { ...found(before, 'person'), ...given(change) };
  requireOwnerForOwners(by, [before?.role ?? member.role, member.role]);
  const isLast = owners.length === 1 && owners[0]?.id === id;
  if (isLast && (member.role !== 'owner' || member.isDisabled))
    throw new Problem('LAST_OWNER', {
      detail: 'This is the only owner: make somebody else an owner first.',
    });
  await sql`
    update people set name = ${member.name}, role = ${member.role}, updated_at = now(),
      disabled_at = case when ${member.isDisabled} then coalesce(disabled_at, now()) end
    where id = ${id}`;
  if (change.password !== undefined) await setPassword(sql, id, change.password);
  if (member.isDisabled || change.password !== undefined)
    await sql`delete from sessions where user_id = ${id} and id is distinct from ${by.sessionId}`;
  await announce(sql, { kind: 'member', id });
  return member;
}

function given({ name, role, isDisabled }: MemberChange): Partial<Member> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(isDisabled === undefined ? {} : { isDisabled }),
  };
}

/** An admin manages everybody but owners, and makes none: otherwise the role of owner would be theirs to take. */
export function requireOwnerForOwners(by: Caller, roles: readonly Role[]): void {
  if (roles.includes('owner') && by.role !== 'owner')
    throw new Problem('FORBIDDEN', { detail: 'Only an owner makes, changes or removes an owner.' });
}
