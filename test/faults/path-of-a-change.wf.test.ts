import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { evolve } from '@parley/domain/evolve';
import { hashOf } from '@parley/domain/hash';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import type { EventView } from '@parley/domain/view';
import { eventOf, type EventRow } from '@parley/server/read/event-rows';
import { workflowIdOf } from '@parley/workflows/task-queue';
import type { Client } from '@temporalio/client';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import {
  change,
  makeCollaboration,
  outcomeOf,
  read,
  timeline,
  unique,
  type Changed,
} from '../harness/makers.ts';
import { makeCampaign } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { temporalClient } from '../harness/temporal.ts';
import { until } from '../harness/wait.ts';
import { decideOnly, putBack, stateNow } from './decided-not-stored.ts';

const run = promisify(execFile);

let stack: Stack;
let api: Api;
let sql: postgres.Sql;
let temporal: Client;
let campaignId: string;

beforeAll(async () => {
  // A collaboration's workflow ends as soon as its status is final.
  stack = await startStack({ env: { COMPLETE_AFTER_DAYS: '0' } });
  sql = postgres(stack.databaseUrl, { max: 2 });
  temporal = await temporalClient(stack);
  api = await signIn(stack.url, 'owner@example.com', PASSWORD);
  campaignId = (await makeCampaign(api)).id;
});
afterAll(async () => {
  await sql.end();
  await temporal.connection.close();
  await stack.stop();
});

const made = async () => (await makeCollaboration(api, { campaignId })).id;
const noteOf = (event: EventView) => (event.type === 'NoteAdded' ? event.data.text : event.type);
const notes = async (id: string) => (await timeline(api, id)).map(noteOf);

/** The fold of the timeline, the row and the workflow are one state. */
async function expectOneState(id: string): Promise<void> {
  const events = await sql<
    EventRow[]
  >`select * from events where collaboration_id = ${id} order by seq`;
  const folded = events.map(eventOf).reduce<CollaborationState | null>(evolve, null);
  const [row] = await sql<{ state: unknown }[]>`select state from collaborations where id = ${id}`;
  expect(hashOf(stateSchema.parse(row?.state))).toBe(hashOf(folded));
  expect(hashOf(await stateNow(temporal, id))).toBe(hashOf(folded));
}

describe('many callers at once', () => {
  it('50 on one collaboration get exactly one event each', async () => {
    const id = await made();
    const texts = Array.from({ length: 50 }, (_, index) => unique(`note ${index}`));
    const answers = await Promise.all(texts.map((text) => change(api, id, 'notes', { text })));
    const seqs = answers.map((answer) => answer.version).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
    expect((await notes(id)).slice(1).sort()).toEqual([...texts].sort());
    await expectOneState(id);
  });
});

describe('a row behind its workflow', () => {
  it('catches up with the next change: both events are there, in order', async () => {
    const id = await made();
    await decideOnly(temporal, id, 'addNote', { text: 'decided, not stored' }, 1);
    expect((await read(api, id)).version).toBe(1);
    expect((await change(api, id, 'notes', { text: 'next' })).version).toBe(3);
    expect(await notes(id)).toEqual(['Created', 'decided, not stored', 'next']);
    await expectOneState(id);
  });

  it('is repaired by reconciling', async () => {
    const id = await made();
    await decideOnly(temporal, id, 'addNote', { text: 'decided, not stored' }, 1);
    expect(await reconcile()).toContain('row repaired');
    expect(await notes(id)).toEqual(['Created', 'decided, not stored']);
    await expectOneState(id);
  });

  it('catches up from the result of a workflow that has ended since', async () => {
    const id = await made();
    await decideOnly(temporal, id, 'changeStatus', { to: 'Completed' }, 1);
    await ended(id);
    expect((await read(api, id)).status).toBe('Pending');
    expect((await change(api, id, 'notes', { text: 'after' })).version).toBe(3);
    expect(await notes(id)).toEqual(['Created', 'StatusChanged', 'after']);
  });
});

describe('a workflow behind its row', () => {
  it('is started again from the row when the next change comes', async () => {
    const id = await made();
    const before = await stateNow(temporal, id);
    await change(api, id, 'notes', { text: 'lost by Temporal' });
    await putBack(temporal, id, before);
    expect((await change(api, id, 'status', { to: 'Negotiating' })).version).toBe(3);
    await expectOneState(id);
  });

  it('is started again once, also when many changes find it', async () => {
    const id = await made();
    const before = await stateNow(temporal, id);
    await change(api, id, 'notes', { text: 'lost by Temporal' });
    await putBack(temporal, id, before);
    const texts = Array.from({ length: 8 }, (_, index) => `note ${index}`);
    await Promise.all(texts.map((text) => change(api, id, 'notes', { text })));
    expect((await notes(id)).slice(2).sort()).toEqual(texts);
    await expectOneState(id);
  });

  it('is repaired by reconciling', async () => {
    const id = await made();
    const before = await stateNow(temporal, id);
    await change(api, id, 'notes', { text: 'lost by Temporal' });
    await putBack(temporal, id, before);
    expect(await reconcile()).toContain('workflow restarted');
    await expectOneState(id);
  });

  it('remembers what its collaboration was asked: the same command again has its old outcome', async () => {
    const id = await made();
    const before = await stateNow(temporal, id);
    const { event } = await change(api, id, 'notes', { text: 'once' });
    await putBack(temporal, id, before);
    await reconcile();
    const commandId = event?.commandId ?? '';
    const [command] = await sql<
      { payload: object }[]
    >`select payload from commands where id = ${commandId}`;
    await decideOnly(temporal, id, 'addNote', { ...command?.payload, commandId }, 2);
    expect(await stateNow(temporal, id)).toMatchObject({ version: 2 });
  });
});

describe('a workflow that is gone', () => {
  it('is started again from the row by the next change', async () => {
    const id = await made();
    await temporal.workflow.getHandle(workflowIdOf(id)).terminate('lost');
    expect((await change(api, id, 'notes', { text: 'after' })).version).toBe(2);
    await expectOneState(id);
  });

  it('that had decided what nobody stored: what was stored counts', async () => {
    const id = await made();
    await decideOnly(temporal, id, 'addNote', { text: 'never stored' }, 1);
    await temporal.workflow.getHandle(workflowIdOf(id)).terminate('lost');
    expect((await change(api, id, 'notes', { text: 'after' })).version).toBe(2);
    expect(await notes(id)).toEqual(['Created', 'after']);
    await expectOneState(id);
  });

  it('after its end is started again, as often as something still lands', async () => {
    const id = await made();
    await change(api, id, 'status', { to: 'Completed' });
    for (const text of ['first', 'second']) {
      await ended(id);
      await change(api, id, 'notes', { text });
    }
    expect(await notes(id)).toEqual(['Created', 'StatusChanged', 'first', 'second']);
  });
});

describe('a workflow and a row that tell different histories', () => {
  it('the change is never answered 200, and an alarm is raised; an operator may restart it from the row', async () => {
    const id = await made();
    const before = await stateNow(temporal, id);
    await change(api, id, 'notes', { text: 'what the row knows' });
    await putBack(temporal, id, before);
    await decideOnly(temporal, id, 'changeStatus', { to: 'Fulfilling' }, 1);
    const answer = await api.post(`/api/collaborations/${id}/notes`, { text: 'on top' });
    expect(answer.status).toBe(202);
    const alarms = await sql`select kind from alarms where collaboration_id = ${id}`;
    expect(alarms).toEqual([{ kind: 'DIVERGED' }]);
    await reconcile('--restart', id);
    expect(await outcomeOf(api, answer)).toMatchObject({ state: 'applied', version: 3 });
    expect(await notes(id)).toEqual(['Created', 'what the row knows', 'on top']);
    await expectOneState(id);
  });
});

describe('an API that is killed', () => {
  it('what it had stored is sent after its restart, in the order of arrival', async () => {
    const id = await made();
    await stack.worker.kill9();
    const first = await api.post(`/api/collaborations/${id}/status`, { to: 'Negotiating' });
    const second = await api.post(`/api/collaborations/${id}/status`, { to: 'Fulfilling' });
    expect([first.status, second.status]).toEqual([202, 202]);
    expect((await api.get(`/api/collaborations/${id}`)).status).toBe(200);
    const third = api
      .post<Changed>(`/api/collaborations/${id}/status`, { to: 'Pending' })
      .catch(() => null);
    await until('the third change to be stored', async () => {
      const [row] = await sql<{ n: number }[]>`
        select count(*)::int as n from commands where collaboration_id = ${id} and outcome is null`;
      return row?.n === 3;
    });
    await stack.server.kill9();
    expect(await third).toBeNull();
    await Promise.all([stack.server.start(), stack.worker.start()]);
    await until('all three changes', async () => (await read(api, id)).version === 4, 60_000);
    const statuses = (await timeline(api, id)).flatMap((event) =>
      event.type === 'StatusChanged' ? [event.data.to] : [],
    );
    expect(statuses).toEqual(['Negotiating', 'Fulfilling', 'Pending']);
    await expectOneState(id);
  });
});

async function ended(id: string): Promise<void> {
  const handle = temporal.workflow.getHandle(workflowIdOf(id));
  await until(
    'the workflow to end',
    async () => (await handle.describe()).status.name === 'COMPLETED',
  );
}

/** The command line of operators; answers what it prints. */
async function reconcile(...args: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: stack.databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.namespace,
  };
  const script = new URL('../../server/src/recovery/reconcile-cli.ts', import.meta.url).pathname;
  const { stdout } = await run(process.execPath, [script, ...args], { env, timeout: 60_000 });
  return stdout;
}
