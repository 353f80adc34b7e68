import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIFE } from './env/bodies.ts';
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

async function created(): Promise<Caller> {
  const caller = new Caller(env, read);
  expect(await caller.create()).toMatchObject({ kind: 'applied', seq: 1, version: 1 });
  return caller;
}

describe('every change', () => {
  test('as an update whose caller projects the answer', async () => {
    const caller = await created();
    for (const [name, body, type] of LIFE) {
      const version = read.version(caller.id);
      const answer = await caller.change(name, body(version));
      const event = { type, seq: version + 1, actor: { kind: 'operator' } };
      expect(answer).toMatchObject({
        kind: 'applied',
        seq: version + 1,
        version: version + 1,
        events: [event],
      });
    }
    expect(read.outcomes.filter((outcome) => outcome.record?.name !== undefined)).toEqual([]);
  });

  test('as a signal that the workflow projects and records', async () => {
    const caller = await created();
    for (const [name, body] of LIFE) {
      const version = read.version(caller.id);
      const commandId = newId();
      await caller.signal(name, { ...body(version), commandId });
      await until(`${name} is projected`, () => read.version(caller.id) === version + 1);
      expect(read.outcome(commandId)).toMatchObject({
        outcome: 'applied',
        seq: version + 1,
        version: version + 1,
        record: { name, source: 'temporal', actor: { kind: 'operator', id: null } },
      });
    }
  });

  test('as an update without known, as the command line sends it', async () => {
    const caller = await created();
    for (const [name, body, type] of LIFE) {
      const version = read.version(caller.id);
      const answer = await caller.update(name, body(version));
      expect(answer).toMatchObject({
        kind: 'applied',
        seq: version + 1,
        events: [{ type, seq: version + 1 }],
      });
      await until(`${name} is projected`, () => read.version(caller.id) === version + 1);
    }
  });
});

test('what alters nothing is no event, and is recorded as unchanged', async () => {
  const caller = await created();
  expect(await caller.change('changeStatus', { to: 'Pending' })).toMatchObject({
    kind: 'applied',
    seq: null,
    version: 1,
    events: [],
  });
  const commandId = newId();
  await caller.signal('changeStatus', { to: 'Pending', commandId });
  const outcome = await until('it is recorded', () => read.outcome(commandId));
  expect(outcome).toMatchObject({ outcome: 'unchanged', version: 1 });
});

test('what the rules refuse is answered as data, and recorded when it was a signal', async () => {
  const caller = await created();
  expect(await caller.change('changeStatus', { to: 'Cancelled' })).toMatchObject({
    kind: 'refused',
    code: 'REASON_REQUIRED',
    version: 1,
  });
  const commandId = newId();
  await caller.signal('updateDelivery', { status: 'Delivered', commandId });
  const outcome = await until('it is recorded', () => read.outcome(commandId));
  expect(outcome).toMatchObject({ outcome: 'refused', code: 'NO_SHIPMENT', version: 1 });
});

test('the query answers the whole state', async () => {
  const caller = await created();
  await caller.change('changeStatus', { to: 'Negotiating' });
  expect(await caller.handle.query('state')).toEqual(read.rows.get(caller.id)?.state);
});

test('the same commandId as update and as signal takes effect once', async () => {
  const caller = await created();
  const commandId = newId();
  const body = { amountCents: 700, currency: 'EUR', commandId };
  const first = await caller.change('recordPayment', body);
  await caller.signal('recordPayment', body);
  await caller.signal('addNote', { text: 'after it' });
  await until('the note is there', () => read.version(caller.id) === 3);
  // Another updateId, so that Temporal itself does not answer from its own memory.
  const again = await caller.change('recordPayment', { ...body, known: 1 });
  expect(again).toMatchObject({
    kind: 'applied',
    seq: first.kind === 'applied' ? first.seq : -1,
    version: 3,
  });
  expect(read.rows.get(caller.id)?.state?.payments).toHaveLength(1);
});

test('BEHIND: a caller who read a newer row changes nothing', async () => {
  const caller = await created();
  const answer = await caller.update('changeStatus', {
    to: 'Negotiating',
    commandId: newId(),
    known: 5,
  });
  expect(answer).toEqual({ kind: 'behind', version: 1 });
  expect(await caller.handle.query('state')).toMatchObject({ version: 1, status: 'Pending' });
});

test('many at once get numbers without gap or repeat', async () => {
  const caller = await created();
  const ids = Array.from({ length: 24 }, () => newId());
  const sendAll = ids.map(async (commandId, n) => {
    const body = { text: `note ${n}`, commandId };
    if (n % 2 === 0) await caller.signal('addNote', body);
    else await caller.update('addNote', body);
  });
  await Promise.all(sendAll);
  await until('all are projected', () => read.version(caller.id) === 25);
  const present = read.rows.get(caller.id)?.present;
  expect([...(present?.keys() ?? [])]).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
  expect(new Set([...(present?.values() ?? [])].slice(1))).toEqual(new Set(ids));
});
