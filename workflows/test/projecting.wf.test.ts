import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
beforeEach(() => {
  read.answer = 'store';
});

async function created(): Promise<Caller> {
  const caller = new Caller(env, read);
  await caller.create();
  return caller;
}

test('a database that is away is asked again until it is back', async () => {
  const caller = await created();
  read.answer = 'unreachable';
  await caller.signal('changeStatus', { to: 'Negotiating' });
  expect(
    await until('it is decided', async () => {
      const state = await caller.handle.query<{ version: number }>('state');
      return state.version === 2;
    }),
  ).toBe(true);
  expect(read.version(caller.id)).toBe(1);
  read.answer = 'store';
  await until('it is projected', () => read.version(caller.id) === 2);
  expect(read.alarms.filter((alarm) => alarm.collaborationId === caller.id)).toEqual([]);
});

test('a row that differs is parked and alarmed, and blocks neither changes nor continue-as-new', async () => {
  const caller = await created();
  const row = read.rows.get(caller.id);
  if (!row) throw new Error('no row');
  // Someone else's event stands where the next one belongs.
  read.rows.set(caller.id, {
    ...row,
    version: 2,
    present: new Map([...row.present, [2, newId()]]),
  });
  await caller.signal('changeStatus', { to: 'Negotiating' });
  await until('it is alarmed', () =>
    read.alarms.some((alarm) => alarm.collaborationId === caller.id),
  );
  const alarm = read.alarms.at(-1);
  expect(alarm?.kind).toBe('PROJECTION_PARKED');
  expect(alarm?.detail).toContain('seq 2');

  const answer = await caller.update('addNote', { text: 'goes on', commandId: newId(), known: 1 });
  expect(answer).toMatchObject({ kind: 'applied', version: 3 });
  const { runId } = await caller.handle.describe();
  await caller.signal('upgrade');
  await until('it continued as new', async () => (await caller.handle.describe()).runId !== runId);
  // An operator repaired the row: the next own change, or the new run itself, stores what waited.
  read.rows.set(caller.id, row);
  await caller.signal('addNote', { text: 'after the repair' });
  await until('all is stored', () => read.version(caller.id) === 4);
}, 40_000);

test('what Postgres will never take is parked at once', async () => {
  const caller = await created();
  read.answer = 'hopeless';
  await caller.signal('changeStatus', { to: 'Negotiating' });
  await until('it is alarmed', () =>
    read.alarms.some((alarm) => alarm.collaborationId === caller.id),
  );
  read.answer = 'store';
  await caller.signal('addNote', { text: 'later' });
  await until('both are stored', () => read.version(caller.id) === 3);
});

test('one record that cannot be stored keeps nothing else back', async () => {
  const poison = newId();
  const picky = new RecordingActivities();
  const { project, reminderDue, readSettings, tagOutcome, raiseAlarm } = picky;
  const taskQueue = `${env.taskQueue}-picky`;
  await env.startWorker(
    {
      reminderDue,
      readSettings,
      tagOutcome,
      raiseAlarm,
      project(projection) {
        const isPoison = projection.outcomes.some((outcome) => outcome.commandId === poison);
        picky.answer = isPoison ? 'hopeless' : 'store';
        return project(projection);
      },
    },
    { taskQueue },
  );
  const inPicky = new Caller({ ...env, taskQueue }, picky);
  await inPicky.create();
  await inPicky.signal('changeStatus', { to: 'Nonsense', commandId: poison });
  const good = newId();
  await inPicky.signal('addNote', { text: 'good', commandId: good });
  await until('the good one is there', () => picky.outcome(good));
  expect(picky.version(inPicky.id)).toBe(2);
  await until('the poison is alarmed', () => picky.alarms.length === 1);
  expect(picky.alarms[0]?.detail).toContain(poison);
});
