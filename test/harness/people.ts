import type { Role } from '@parley/domain/view';
import { addPerson } from '@parley/server/auth/people';
import { makeWorkspace } from '@parley/server/auth/set-up';
import postgres from 'postgres';

/** Everyone's password, that of the sample workspace too. */
export const PASSWORD = 'parley-sample';

/** The people of a workspace of the tests, by the name before their address. */
export const PEOPLE = {
  owner: 'owner',
  admin: 'admin',
  member: 'member',
  member2: 'member',
  guest: 'guest',
} as const satisfies Record<string, Role>;
export type PersonName = keyof typeof PEOPLE;

export function emailOf(name: PersonName): string {
  return `${name}@example.com`;
}

/** Makes the workspace and its people, as setting up and inviting would. */
export async function addPeople(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    await makeWorkspace(sql, {
      workspaceName: 'Tests',
      timeZone: 'Europe/Vienna',
      currency: 'EUR',
    });
    for (const [name, role] of Object.entries(PEOPLE))
      await addPerson(sql, {
        name: `${name} person`,
        email: `${name}@example.com`,
        role,
        password: PASSWORD,
      });
  } finally {
    await sql.end();
  }
}
