import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bytesOf } from '../src/collaboration/outbox.ts';
import { Caller, newId } from './env/caller.ts';
import { fullCollaboration } from './env/full-collaboration.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

let env: TemporalEnv;
let read: RecordingActivities;

beforeAll(async () => {
  read = new RecordingActivities();
  env = await startTemporalEnv();
  await env.startWorker(read);
});
afterAll(() => env.stop());
beforeEach(() => {
  read.answer = 'store';
});

const runOf = async (caller: Caller) => (await caller.handle.describe()).runId;

async function continued(caller: Caller, since: string): Promise<void> {
  await until('it continued as new', async () => (await runOf(caller)) !== since, 60_000);
}

test('messages that arrive meanwhile are neither lost nor doubled, and all are remembered', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  const first = await runOf(caller);
  const sent: string[] = [];
  const send = async (n: number) => {
    const body = { text: `note ${n}`, commandId: newId() };
    sent.push(body.commandId);
    if (n % 3 === 0) await caller.signal('addNote', body);
    else await caller.update('addNote', body, body.commandId);
  };
  // Three at a time, without a pause, until well after the run has changed.
  let after = 0;
  for (let n = 0; after < 20; n += 3) {
    await Promise.all([send(n), send(n + 1), send(n + 2)]);
    if (n > 60 && (after > 0 || (await runOf(caller)) !== first)) after += 1;
  }
  const version = sent.length + 1;
  await until('all is projected', () => read.version(caller.id) === version);
  const present = read.rows.get(caller.id)?.present;
  expect([...(present?.keys() ?? [])]).toEqual(Array.from({ length: version }, (_, n) => n + 1));
  expect(new Set([...(present?.values() ?? [])].slice(1))).toEqual(new Set(sent));

  const [oldest = ''] = sent;
  const again = await caller.change('addNote', { text: 'note 0', commandId: oldest });
  const seq = [...(present ?? [])].find(([, commandId]) => commandId === oldest)?.[0];
  expect(again).toMatchObject({ kind: 'applied', seq, version });
  const other = await caller.change('addNote', { text: 'another text', commandId: oldest });
  expect(other).toMatchObject({ kind: 'refused', code: 'COMMAND_ID_REUSED', version });
}, 120_000);

test('the next run keeps the short workflow task timeout and its attributes', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  const first = await runOf(caller);
  await caller.signal('upgrade');
  await continued(caller, first);
  const history = await caller.handle.fetchHistory();
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  expect(Number(started?.workflowTaskTimeout?.seconds)).toBe(3);
  const described = await caller.handle.describe();
  expect(described.searchAttributes['CollaborationStatus']).toEqual(['Pending']);
  // What is shown already is not written again.
  await caller.handle.query('state');
  const kinds = (await caller.handle.fetchHistory()).events?.map(
    (event) => event.upsertWorkflowSearchAttributesEventAttributes,
  );
  expect(kinds?.filter(Boolean)).toEqual([]);
}, 30_000);

test('a collaboration full to every limit continues as new and works', async () => {
  const full = fullCollaboration();
  expect(bytesOf(full)).toBeLessThan(1_000_000);
  read.answer = 'unreachable';
  const caller = new Caller(env, read, full.collaborationId);
  const version = full.state?.version ?? 0;
  const refused = await caller.updateWithStart(
    'addNote',
    { text: '😀'.repeat(5_000), commandId: newId() },
    full,
  );
  expect(refused).toMatchObject({ kind: 'refused', code: 'PROJECTION_BEHIND' });
  const first = await runOf(caller);
  await caller.signal('upgrade');
  await continued(caller, first);
  expect(await caller.handle.query('state')).toMatchObject({ version });
  expect(
    await caller.update('addNote', { text: 'short', known: version, commandId: newId() }),
  ).toMatchObject({
    kind: 'applied',
    version: version + 1,
  });
  await caller.handle.terminate('the test is over');
}, 120_000);

test('what waits for the database survives continue-as-new and is projected later', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  read.answer = 'unreachable';
  const first = await runOf(caller);
  const commandId = newId();
  await caller.signal('changeStatus', { to: 'Negotiating', commandId });
  await caller.signal('changeStatus', { to: 'Nonsense' });
  await caller.signal('upgrade');
  await continued(caller, first);
  read.answer = 'store';
  await until('it is projected', () => read.version(caller.id) === 2);
  expect(read.outcome(commandId)).toMatchObject({ outcome: 'applied', seq: 2 });
  await until('the refusal too', () => read.outcomes.some((outcome) => outcome.code === 'INVALID'));
}, 40_000);
