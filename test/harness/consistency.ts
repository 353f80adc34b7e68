import { evolve } from '@parley/domain/evolve';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { Client } from '@temporalio/client';
import postgres from 'postgres';
import { expect } from 'vitest';
import { messageAs } from './answer.parser.ts';
import type { StackAddress } from './stack.ts';
import { temporalClient, workflowIdOf } from './temporal.ts';
import { inParallel, until } from './wait.ts';

const SETTLED_MS = 60_000;

/**
 * Waits until nothing is in flight, then expects of every collaboration of the stack: seqs without gap or repeat,
 * each command at most once, and fold(events) = row = workflow state.
 */
export async function expectConsistent(stack: StackAddress): Promise<void> {
  const sql = postgres(stack.databaseUrl, { max: 2 });
  const client = await temporalClient(stack);
  try {
    const pending = () => sql`select id from commands where outcome is null`;
    await until(
      'every command to have an outcome',
      async () => (await pending()).length === 0,
      SETTLED_MS,
    );
    const rows = await sql<{ id: string }[]>`select id from collaborations order by id`;
    expect(rows.length).toBeGreaterThan(0);
    await inParallel(rows, 4, ({ id }) => expectOneConsistent(sql, client, id));
  } finally {
    await client.connection.close();
    await sql.end();
  }
}

async function expectOneConsistent(sql: postgres.Sql, client: Client, id: string): Promise<void> {
  const events = await eventsOf(sql, id);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(new Set(events.map(({ commandId }) => commandId)).size).toBe(events.length);
  const folded = events.reduce<CollaborationState | null>(evolve, null);
  const [row] = await sql<{ version: number; state: unknown }[]>`
    select version, state from collaborations where id = ${id}`;
  expect(row?.version).toBe(events.length);
  expect(row?.state).toEqual(plain(folded));
  const state = await until(`the workflow of ${id}`, () =>
    client.workflow.getHandle(workflowIdOf(id)).query<CollaborationState | null>('state'),
  );
  expect(plain(state)).toEqual(plain(folded));
  const stray = await sql`
    select c.id from commands c where c.collaboration_id = ${id} and c.outcome = 'applied'
      and not exists (select 1 from events e where e.collaboration_id = ${id} and e.command_id = c.id)`;
  expect(stray).toEqual([]);
}

interface EventRow {
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly data: unknown;
  readonly command_id: string;
  readonly batch_id: string | null;
}

async function eventsOf(sql: postgres.Sql, id: string): Promise<CollaborationEvent[]> {
  const rows = await sql<
    EventRow[]
  >`select * from events where collaboration_id = ${id} order by seq`;
  return rows.map((row) =>
    messageAs<CollaborationEvent>({
      ...{ seq: row.seq, type: row.type, data: row.data, at: row.at.toISOString() },
      actor: { kind: row.actor_kind, id: row.actor_id },
      commandId: row.command_id,
      ...(row.batch_id === null ? {} : { batchId: row.batch_id }),
    }),
  );
}

/** As JSON would carry it: members that are undefined are not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
