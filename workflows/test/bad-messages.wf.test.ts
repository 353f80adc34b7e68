import { afterAll, beforeAll, expect, test } from 'vitest';
import { Caller, newId } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

let env: TemporalEnv;
const read = new RecordingActivities();
let caller: Caller;

beforeAll(async () => {
  env = await startTemporalEnv();
  await env.startWorker(read);
  caller = new Caller(env, read);
  await caller.create();
});
afterAll(() => env.stop());

/** A signal with bytes that no SDK would send. */
async function rawSignal(
  signalName: string,
  payloads: { metadata: Record<string, Uint8Array>; data: Uint8Array }[],
): Promise<void> {
  await env.client.workflowService.signalWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: `collaboration/${caller.id}` },
    signalName,
    input: { payloads },
    requestId: newId(),
  });
}
const bytes = (text: string) => new TextEncoder().encode(text);
const json = (text: string) => ({ metadata: { encoding: bytes('json/plain') }, data: bytes(text) });

/** Still decides, and every bad message before left exactly one refusal. */
async function goesOn(refusals: number, code: string): Promise<void> {
  await until('the refusal is recorded', () => read.outcomes.length === refusals);
  expect(read.outcomes.at(-1)).toMatchObject({
    outcome: 'refused',
    code,
    record: { source: 'temporal' },
  });
  const version = read.version(caller.id);
  expect(await caller.change('addNote', { text: 'still here' })).toMatchObject({
    version: version + 1,
  });
}

test('bad signals are refused and recorded, and the workflow goes on', async () => {
  let refusals = 0;
  const bad: (() => Promise<void>)[] = [
    () => caller.signal('changeStatus', { to: 'Nonsense' }),
    () => caller.handle.signal('changeStatus'),
    () => caller.signal('changeStatus', null),
    () => caller.handle.signal('changeStatus', { to: 'Fulfilling' }, { to: 'Completed' }),
    () => rawSignal('changeStatus', [json('{"to": "Negotiating"')]),
    () => rawSignal('changeStatus', [json('\u0000')]),
    () =>
      rawSignal('changeStatus', [
        { metadata: { encoding: bytes('of the moon') }, data: bytes('x') },
      ]),
    () => rawSignal('changeStatus', [{ metadata: {}, data: bytes('{}') }]),
    () =>
      rawSignal('changeStatus', [
        { metadata: { encoding: bytes('binary/plain') }, data: bytes('x') },
      ]),
    () => rawSignal('changeStatus', [json(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)]),
    () => caller.signal('addNote', { text: '😀'.repeat(100_000) }),
    () => caller.signal('addNote', { text: 'a\u0000b' }),
  ];
  for (const send of bad) {
    await send();
    refusals += 1;
    await goesOn(refusals, 'INVALID');
  }
  const unknown: (() => Promise<void>)[] = [
    () => caller.signal('create', { id: caller.id }),
    () => caller.signal('noSuchSignal', { a: 1 }),
    () => rawSignal('noSuchSignal', [json('{')]),
    () => rawSignal('__temporal_reserved', [json('{}')]),
  ];
  for (const send of unknown) {
    await send();
    refusals += 1;
    await goesOn(refusals, 'UNKNOWN_MESSAGE');
  }
});

test("an operator's bad update is answered and recorded", async () => {
  const before = read.outcomes.length;
  const commandId = newId();
  const answer = await caller.update('recordPayment', {
    amountCents: -1,
    currency: 'EUR',
    commandId,
  });
  expect(answer).toMatchObject({
    kind: 'refused',
    code: 'INVALID',
    detail: 'amountCents: must be at least 1',
  });
  await until('it is recorded', () => read.outcomes.length === before + 1);
  expect(read.outcome(commandId)).toMatchObject({
    outcome: 'refused',
    code: 'INVALID',
    record: { name: 'recordPayment', payload: { amountCents: -1, currency: 'EUR' } },
  });
  expect(await caller.update('recordPayment', undefined)).toMatchObject({
    kind: 'refused',
    code: 'INVALID',
  });
});

test('an unknown update is rejected, and a failing change fails no workflow task', async () => {
  await expect(caller.handle.executeUpdate('noSuchUpdate')).rejects.toThrow();
  const version = read.version(caller.id);
  expect(await caller.change('addNote', { text: 'still here' })).toMatchObject({
    version: version + 1,
  });
});

test('a workflow that was started by hand with nonsense fails at once', async () => {
  for (const input of [undefined, { collaborationId: newId() }, 'nonsense']) {
    const handle = await env.client.workflow.start('collaboration', {
      workflowId: `collaboration/${newId()}`,
      taskQueue: env.taskQueue,
      args: [input],
    });
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'INVALID_INPUT' } });
  }
});
