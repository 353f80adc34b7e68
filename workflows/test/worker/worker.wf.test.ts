import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCollaboration } from '../../src/collaboration/carried.schema.ts';
import { TASK_QUEUE } from '../../src/task-queue.ts';
import { Caller, newId } from '../env/caller.ts';
import { fillDatabase, makeDatabase, type Place, type TestDatabase } from '../env/database.ts';
import { RecordingActivities } from '../env/recording-activities.ts';
import { startTemporalEnv, type TemporalEnv } from '../env/temporal.ts';
import { until } from '../env/until.ts';

const WORKER = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));
let env: TemporalEnv;
let database: TestDatabase;
let place: Place;
let namespace: string;

beforeAll(async () => {
  [env, database] = await Promise.all([startTemporalEnv(), makeDatabase()]);
  place = await fillDatabase(database.sql, newId);
  // A namespace of its own: the worker's task queue has a fixed name.
  namespace = `worker-${newId()}`;
  await env.makeNamespace(namespace);
});
afterAll(async () => {
  await Promise.all(running.map(kill));
  await Promise.all([env.stop(), database.drop()]);
});

const running: ChildProcess[] = [];
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

interface WorkerProcess {
  readonly child: ChildProcess;
  readonly health: string;
  readonly output: () => string;
}

async function startWorker(more: Record<string, string> = {}): Promise<WorkerProcess> {
  const port = await freePort();
  const variables = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: env.address,
    TEMPORAL_NAMESPACE: namespace,
    WORKER_HEALTH_PORT: String(port),
    ...more,
  };
  const child = spawn(process.execPath, [WORKER], {
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return { child, health: `http://127.0.0.1:${port}/healthz`, output: () => output };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const isHealthy = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

test('a worker registers what is missing, projects into Postgres, reminds, and ends cleanly', async () => {
  const worker = await startWorker();
  await until('the worker is up', () => isHealthy(worker.health), 60_000);
  const policy =
    '{"negotiation": {"enabled": true, "afterHours": 0.0002, "repeatHours": 1, "escalateAfter": 3}}';
  await database.sql`update workspace set reminders = ${policy}::text::jsonb`;
  const caller = new Caller(
    { ...env, client: env.clientOf(namespace), taskQueue: TASK_QUEUE },
    new RecordingActivities(),
  );
  const argument = { id: caller.id, ...place, commandId: newId() };
  await caller.updateWithStart('create', argument, newCollaboration(caller.id));
  await caller.signal('settingsChanged');
  const commandId = newId();
  await caller.signal('changeStatus', { to: 'Negotiating', commandId });
  const { sql } = database;
  const types = () => sql<{ type: string; actor_kind: string }[]>`
    select type, actor_kind from events where collaboration_id = ${caller.id} order by seq`;
  await until('the reminder is in the timeline', async () => (await types()).length === 3);
  expect((await types()).map((row) => row.type)).toEqual([
    'Created',
    'StatusChanged',
    'ReminderSent',
  ]);
  const [command] =
    await sql`select name, source, outcome, seq from commands where id = ${commandId}`;
  expect(command).toEqual({ name: 'changeStatus', source: 'temporal', outcome: 'applied', seq: 2 });
  const [reminder] = await sql`
    select source, outcome from commands where collaboration_id = ${caller.id} and name = 'sendReminder'`;
  expect(reminder).toEqual({ source: 'timer', outcome: 'applied' });

  await sql`update campaigns set status = 'Paused' where id = ${place.campaignId}`;
  await caller.signal('settingsChanged');
  await until('it says that reminders rest', async () =>
    JSON.stringify(await caller.handle.query('__temporal_workflow_metadata')).includes(
      'rest with the campaign',
    ),
  );
  await caller.handle.terminate('the test is over');

  const ended = once(worker.child, 'exit');
  worker.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(worker.output()).toContain('"level":30');
}, 120_000);

test('a wrong setting stops it with one line', async () => {
  const worker = await startWorker({ DATABASE_URL: 'mysql://nowhere' });
  expect(await once(worker.child, 'exit')).toEqual([1, null]);
  expect(worker.output().trim()).toMatch(/^DATABASE_URL: must be a Postgres address[^\n]*$/);
}, 30_000);

test('it waits for a Temporal that is not there yet, and ends when told to', async () => {
  const nobody = `127.0.0.1:${await freePort()}`;
  const worker = await startWorker({ TEMPORAL_ADDRESS: nobody });
  await until(
    'it says what it waits for',
    () => worker.output().includes('Waiting for Temporal'),
    60_000,
  );
  expect(await isHealthy(worker.health)).toBe(false);
  const ended = once(worker.child, 'exit');
  worker.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 90_000);
