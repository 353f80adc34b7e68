import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../http/problem.ts';
import { makeOneTimeToken, useOneTimeToken } from './one-time-links.ts';
import { addPerson } from './people.ts';

/** Who the first owner is and how the workspace starts. */
export interface SetUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly workspaceName: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** The one-time address of the first owner while there are no people; null once there are. A new one at every start. */
export async function setUpAddress(sql: Sql, publicUrl: string): Promise<string | null> {
  return sql.begin(async (transaction) => {
    if (await hasPeople(transaction)) return null;
    await transaction`delete from one_time_links where purpose = 'setup' and expires_at < now()`;
    return `${publicUrl}/setup?token=${await makeOneTimeToken(transaction, 'setup', { days: 7 })}`;
  });
}

/** Makes the workspace and its first owner, once: afterwards, or with a wrong token, it is refused. */
export async function setUp(sql: Sql, token: string, given: SetUp): Promise<string> {
  return sql.begin(async (transaction) => {
    // Two at once: the second waits here, and then finds people.
    await transaction`select pg_advisory_xact_lock(hashtext('parley set up'))`;
    if (await hasPeople(transaction))
      throw new Problem('ALREADY_SET_UP', { detail: 'There is an owner already: sign in.' });
    if (!(await useOneTimeToken(transaction, 'setup', token)))
      throw new Problem('FORBIDDEN', {
        detail: 'This address is no longer valid: a new one is printed at every start.',
      });
    await makeWorkspace(transaction, given);
    const id = await addPerson(transaction, { ...given, role: 'owner' });
    await transaction`delete from one_time_links where purpose = 'setup'`;
    return id;
  });
}

/** The one workspace of this installation. Safe to repeat: an existing one stays as it is. */
export async function makeWorkspace(
  sql: Queries,
  { workspaceName, timeZone, currency }: Pick<SetUp, 'workspaceName' | 'timeZone' | 'currency'>,
): Promise<void> {
  await sql`
    insert into workspace (name, time_zone, currency, feed_epoch)
    values (${workspaceName}, ${timeZone}, ${currency}, ${uuidv7()}) on conflict do nothing`;
}

async function hasPeople(sql: Queries): Promise<boolean> {
  const rows = await sql`select 1 from people limit 1`;
  return rows.length > 0;
}
