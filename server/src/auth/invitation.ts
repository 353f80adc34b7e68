import type { Sql } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';
import { type Member, readMembers } from './members.ts';
import { useOneTimeToken } from './one-time-links.ts';
import { setPassword } from './people.ts';

/** Sets the password of an invited person, once; afterwards the address is no longer valid (403). */
export async function acceptInvitation(sql: Sql, token: string, password: string): Promise<Member> {
  return sql.begin(async (transaction) => {
    const used = await useOneTimeToken(transaction, 'invitation', token);
    const ids = used?.personId ? [used.personId] : [];
    const [member] = await readMembers(transaction, { ids, withDisabled: false });
    if (!member)
      throw new Problem('FORBIDDEN', {
        detail: 'This invitation is no longer valid: ask for a new one.',
      });
    await setPassword(transaction, member.id, password);
    return member;
  });
}
