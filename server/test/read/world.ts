import { randomBytes } from 'node:crypto';
import type { CommandContent } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import { evolve } from '@parley/domain/evolve';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { Role } from '@parley/domain/view';
import { projectWithin } from '@parley/workflows/projection/project';
import postgres from 'postgres';
import { v7 as uuidv7 } from 'uuid';
import { makeWorkspace } from '../../src/auth/set-up.ts';
import { connect, type Sql } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { Reader } from '../../src/access/reader.ts';

/** A database of its own with a workspace in it. */
export interface World {
  readonly sql: Sql;
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function makeWorld(timeZone = 'UTC'): Promise<World> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('TEST_DATABASE_URL names the Postgres of the tests');
  const name = `read_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const sql = connect(url);
  await migrate(sql);
  await makeWorkspace(sql, { workspaceName: 'Test', timeZone, currency: 'EUR' });
  const close = async () => {
    await sql.end();
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { sql, url, close };
}

export async function addReader(
  { sql }: World,
  role: Role,
  name = `The ${role}`,
): Promise<Reader & { personId: string }> {
  const personId = uuidv7();
  await sql`insert into people (id, name, email, role) values (${personId}, ${name}, ${`${personId}@example.com`}, ${role})`;
  return { role, personId };
}

interface CampaignParts {
  readonly name?: string;
  readonly status?: string;
  readonly access?: 'team' | 'invited';
  readonly people?: readonly string[];
}
export async function addCampaign({ sql }: World, parts: CampaignParts = {}): Promise<string> {
  const id = uuidv7();
  await sql`
    insert into campaigns (id, name, status, access)
    values (${id}, ${parts.name ?? 'Spring'}, ${parts.status ?? 'Live'}, ${parts.access ?? 'team'})`;
  for (const person of parts.people ?? [])
    await sql`insert into campaign_people values (${id}, ${person})`;
  return id;
}

export async function addCreator(
  { sql }: World,
  name = 'Ada Noor',
  handle: string = uuidv7(),
): Promise<string> {
  const id = uuidv7();
  await sql`insert into creators (id, name, contact) values (${id}, ${name}, ${sql.json({ email: 'ada@example.com' })})`;
  await sql`
    insert into creator_handles (creator_id, position, platform, handle) values (${id}, 0, 'Instagram', ${handle})`;
  return id;
}

/** One asked-for change and when, in hours before now. */
export type Step = CommandContent & { readonly hoursAgo?: number };

interface Start {
  readonly campaignId: string;
  readonly creatorId: string;
  readonly ownerId?: string | null;
  readonly hoursAgo?: number;
  readonly terms?: Extract<CommandContent, { name: 'create' }>['body']['terms'];
  readonly shipsProduct?: boolean;
}

export interface Made {
  readonly id: string;
  /** The state after each version, from version 1. */
  readonly states: readonly CollaborationState[];
  readonly events: readonly CollaborationEvent[];
}

/** A collaboration with the history that the rules make of these steps, projected as the product projects it. */
export async function collaborate(
  { sql }: World,
  start: Start,
  ...steps: readonly Step[]
): Promise<Made> {
  const { hoursAgo, ...body } = start;
  const id = uuidv7();
  const create: Step = { name: 'create', body: { id, ...body }, hoursAgo: hoursAgo ?? 0 };
  const states: CollaborationState[] = [];
  const events: CollaborationEvent[] = [];
  let state: CollaborationState | null = null;
  for (const step of [create, ...steps]) {
    const event = decided(state, step);
    state = evolve(state, event);
    events.push(event);
    states.push(state);
  }
  const version = events.length;
  await sql.begin((transaction) =>
    projectWithin(transaction, {
      collaborationId: id,
      events,
      version,
      stateHash: null,
      outcomes: [],
    }),
  );
  return { id, states, events };
}

function decided(
  state: CollaborationState | null,
  { hoursAgo = 0, ...content }: Step,
): CollaborationEvent {
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  const decision = decide(state, {
    ...content,
    commandId: uuidv7(),
    at,
    actor: { kind: 'operator', id: null },
  });
  if (decision.kind !== 'event')
    throw new Error(`${content.name} was not accepted: ${JSON.stringify(decision)}`);
  return decision.event;
}
