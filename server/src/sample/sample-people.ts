import type { Role } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { addPerson } from '../auth/people.ts';
import { makeWorkspace } from '../auth/set-up.ts';

/** Everybody's; the README says so. The sample only runs where it can be reached from this machine alone. */
const PASSWORD = 'parley-sample';

const PEOPLE = {
  owner: { name: 'Olive Hartwell', email: 'owner@example.com', role: 'owner' },
  member: { name: 'Milo Vance', email: 'member@example.com', role: 'member' },
  member2: { name: 'Noor Castellan', email: 'member2@example.com', role: 'member' },
  guest: { name: 'Greta Sandoval', email: 'guest@example.com', role: 'guest' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>;

/** The ids of the sample's people. */
export type SamplePeople = Readonly<Record<keyof typeof PEOPLE, string>>;

/** Makes the workspace and its people; those that are there already stay as they are. */
export async function makePeople(sql: Queries): Promise<SamplePeople> {
  await makeWorkspace(sql, {
    workspaceName: 'Parley sample',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
  return {
    owner: await personOf(sql, 'owner'),
    member: await personOf(sql, 'member'),
    member2: await personOf(sql, 'member2'),
    guest: await personOf(sql, 'guest'),
  };
}

async function personOf(sql: Queries, key: keyof typeof PEOPLE): Promise<string> {
  const person = PEOPLE[key];
  const [known] = await sql<
    { id: string }[]
  >`select id from people where lower(email) = ${person.email}`;
  return known?.id ?? (await addPerson(sql, { ...person, password: PASSWORD }));
}
