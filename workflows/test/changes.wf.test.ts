import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('status', () => {
  test('an update is answered with its event', async () => {
    const caller = new Caller(env, read);
    expect(await caller.create()).toMatchObject({ kind: 'applied', seq: 1, version: 1 });
    const answer = await caller.change('changeStatus', { to: 'Negotiating' });
    expect(answer).toMatchObject({
      kind: 'applied',
      seq: 2,
      version: 2,
      events: [{ type: 'StatusChanged', seq: 2 }],
    });
    expect(read.rows.get(caller.id)?.state?.status).toBe('Negotiating');
  });
  test('a signal is projected by the workflow', async () => {
    const caller = new Caller(env, read);
    await caller.create();
    const commandId = newId();
    await caller.signal('changeStatus', { to: 'Negotiating', commandId });
    await until('the row has it', () => read.version(caller.id) === 2);
    expect(read.outcome(commandId)).toMatchObject({
      outcome: 'applied',
      seq: 2,
      version: 2,
      record: { source: 'temporal', actor: { kind: 'operator' } },
    });
  });
});
