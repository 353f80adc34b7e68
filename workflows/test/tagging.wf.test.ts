import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { carriedSchema, newCollaboration } from '../src/collaboration/carried.schema.ts';
import { DEFAULT_POLICY } from '../src/collaboration/policy.schema.ts';
import { Caller, newId } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { startTemporalEnv, type RunningWorker, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

let env: TemporalEnv;
let worker: RunningWorker;
const read = new RecordingActivities();

beforeAll(async () => {
  env = await startTemporalEnv();
  worker = await env.startWorker(read);
});
afterAll(() => env.stop());
beforeEach(() => {
  read.isTaggingDown = false;
});

const taggedOf = (caller: Caller) => read.tagged.filter((one) => one.collaborationId === caller.id);
const runOf = async (caller: Caller) => (await caller.handle.describe()).runId;

async function made(completeAfterMs = DEFAULT_POLICY.completeAfterMs): Promise<Caller> {
  const caller = new Caller(env, read);
  await caller.create({
    ...newCollaboration(caller.id),
    policy: { ...DEFAULT_POLICY, completeAfterMs },
  });
  return caller;
}

test.each([
  ['Completed', {}],
  ['Cancelled', { reason: 'no answer' }],
] as const)('%s has the creator tagged, once', async (to, more) => {
  const caller = await made();
  await caller.change('changeStatus', { to: 'Negotiating' });
  await caller.change('changeStatus', { to, ...more });
  await until('it is tagged', () => taggedOf(caller).length > 0);
  await caller.signal('changeStatus', { to });
  await caller.change('addNote', { text: 'afterwards' });
  const creatorId = read.rows.get(caller.id)?.state?.creatorId;
  expect(taggedOf(caller)).toEqual([{ collaborationId: caller.id, creatorId, outcome: to }]);
});

test('changes go on while the tag cannot be given, and the end waits for it', async () => {
  const caller = await made(1_000);
  read.isTaggingDown = true;
  const tries = read.taggingTries;
  await caller.signal('changeStatus', { to: 'Completed' });
  await until('it was tried again', () => read.taggingTries > tries + 2);
  await caller.change('addNote', { text: 'meanwhile' });
  expect((await caller.handle.describe()).status.name).toBe('RUNNING');
  read.isTaggingDown = false;
  const result = carriedSchema.parse(await caller.handle.result());
  expect(taggedOf(caller)).toHaveLength(1);
  expect(result).not.toHaveProperty('isOutcomeTagDue');
});

test('what is due is carried into the next run', async () => {
  const caller = await made();
  read.isTaggingDown = true;
  const run = await runOf(caller);
  await caller.change('changeStatus', { to: 'Completed' });
  await caller.signal('upgrade');
  await until('it continued as new', async () => (await runOf(caller)) !== run, 30_000);
  read.isTaggingDown = false;
  await until('the next run has it done', () => taggedOf(caller).length > 0);
  const second = await runOf(caller);
  await caller.signal('upgrade');
  await until('a third run began', async () => (await runOf(caller)) !== second, 30_000);
  await caller.change('addNote', { text: 'to the third' });
  expect(taggedOf(caller)).toHaveLength(1);
}, 60_000);

test('a worker that is gone meanwhile does it when it is back', async () => {
  const caller = await made();
  await worker.stop();
  await caller.signal('changeStatus', { to: 'Completed' });
  worker = await env.startWorker(read);
  await until('it is tagged', () => taggedOf(caller).length > 0);
  expect(taggedOf(caller)).toHaveLength(1);
});

test('what an earlier version carried of an ended collaboration asks for no tag', async () => {
  const caller = await made(1_000);
  await caller.change('changeStatus', { to: 'Completed' });
  const result = carriedSchema.parse(await caller.handle.result());
  const { length } = taggedOf(caller);
  const payment = { amountCents: 900, currency: 'EUR', commandId: newId(), known: 2 };
  await caller.updateWithStart('recordPayment', payment, { ...result, epoch: 1 });
  await caller.handle.result();
  expect(taggedOf(caller)).toHaveLength(length);
});
