import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  carriedSchema,
  newCollaboration,
  type CollaborationInput,
} from '../src/collaboration/carried.schema.ts';
import { DEFAULT_POLICY } from '../src/collaboration/policy.schema.ts';
import { Caller, newId } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

let env: TemporalEnv;
const read = new RecordingActivities();

beforeAll(async () => {
  env = await startTemporalEnv();
  await env.startWorker(read);
});
afterAll(() => env.stop());

/** 30 days in two seconds. */
const policy = { ...DEFAULT_POLICY, completeAfterMs: 2_000 };

async function completed(): Promise<{
  caller: Caller;
  result: CollaborationInput;
  paymentId: string;
}> {
  const caller = new Caller(env, read);
  await caller.create({ ...newCollaboration(caller.id), policy });
  await caller.change('changeStatus', { to: 'Completed' });
  // Late changes still land, each giving the next one as much time.
  const paymentId = newId();
  const payment = { amountCents: 900, currency: 'EUR', commandId: paymentId };
  expect(await caller.change('recordPayment', payment)).toMatchObject({
    kind: 'applied',
    version: 3,
  });
  await caller.signal('addNote', { text: 'a last word' });
  const result = carriedSchema.parse(await caller.handle.result());
  return { caller, result, paymentId };
}

test('after its end and a window for late changes it completes with what it carries', async () => {
  const { caller, result } = await completed();
  expect(result.state).toEqual(read.rows.get(caller.id)?.state);
  expect(read.version(caller.id)).toBe(4);
  expect(result.outbox.filter((event) => event.seq <= result.ownSeq)).toEqual([]);
  expect((await caller.handle.describe()).searchAttributes['CollaborationStatus']).toEqual([
    'Completed',
  ]);
});

test('started again from its result it goes on, and remembers', async () => {
  const { caller, result, paymentId } = await completed();
  const input = { ...result, epoch: result.epoch + 1, policy: DEFAULT_POLICY };
  const payment = { amountCents: 900, currency: 'EUR', commandId: paymentId };
  const again = await caller.updateWithStart('recordPayment', { ...payment, known: 4 }, input);
  expect(again).toMatchObject({ kind: 'applied', seq: 3, version: 4 });
  const next = await caller.change('recordPayment', { amountCents: 100, currency: 'EUR' });
  expect(next).toMatchObject({ kind: 'applied', seq: 5, version: 5 });
  // The next changes find it running: the same start changes nothing.
  const used = await caller.updateWithStart(
    'addNote',
    { text: 'x', known: 5, commandId: newId() },
    input,
  );
  expect(used).toMatchObject({ kind: 'applied', seq: 6 });
});

test('started again for a late change it waits for that change', async () => {
  const { caller, result } = await completed();
  await env.client.workflow.start('collaboration', {
    workflowId: `collaboration/${caller.id}`,
    taskQueue: env.taskQueue,
    args: [{ ...result, epoch: 1 }],
  });
  await until('it is up', () => caller.handle.query('state'));
  const late = { amountCents: 100, currency: 'EUR' };
  expect(await caller.change('recordPayment', late)).toMatchObject({ kind: 'applied', seq: 5 });
});

test('started again from its row, with the memory of its commands, it goes on', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  const commandId = newId();
  await caller.change('changeStatus', { to: 'Negotiating', commandId });
  await caller.handle.terminate('Temporal lost it');
  const row = read.rows.get(caller.id);
  const input: CollaborationInput = {
    ...newCollaboration(caller.id),
    state: row?.state ?? null,
    // The hash of an event from before hashes were kept is not known.
    applied: [...(row?.present ?? [])].map(([seq, id]) => [id, seq, '']),
    epoch: 1,
  };
  const body = { to: 'Negotiating', commandId, known: 2 };
  expect(await caller.updateWithStart('changeStatus', body, input)).toMatchObject({
    kind: 'applied',
    seq: 2,
    version: 2,
    events: [],
  });
  expect(await caller.change('changeStatus', { to: 'Fulfilling' })).toMatchObject({
    seq: 3,
    version: 3,
  });
});

test('one that lost history says so, and goes on after a restart from the row', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  const early = read.rows.get(caller.id);
  await caller.change('changeStatus', { to: 'Negotiating' });
  await caller.handle.terminate('Temporal is restored from an older backup');
  const old = { ...newCollaboration(caller.id), state: early?.state ?? null };
  const body = { to: 'Fulfilling', commandId: newId(), known: 2 };
  expect(await caller.updateWithStart('changeStatus', body, old)).toEqual({
    kind: 'behind',
    version: 1,
  });
  await caller.handle.terminate('it is behind its row');
  const fromRow = { ...old, state: read.rows.get(caller.id)?.state ?? null, epoch: 1 };
  expect(await caller.updateWithStart('changeStatus', body, fromRow)).toMatchObject({
    kind: 'applied',
    seq: 3,
  });
});
