import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newCollaboration } from '../src/collaboration/carried.schema.ts';
import { DEFAULT_POLICY, type WorkflowPolicy } from '../src/collaboration/policy.schema.ts';
import { Caller, newId } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

let env: TemporalEnv;
let read: RecordingActivities;

beforeAll(async () => {
  env = await startTemporalEnv();
});
afterAll(() => env.stop());

/** Days as parts of a second. */
function policyOf(
  change: Partial<WorkflowPolicy['reminders']['negotiation']> = {},
): WorkflowPolicy {
  const negotiation = { enabled: true, afterMs: 900, repeatMs: 600, escalateAfter: 2, ...change };
  return { ...DEFAULT_POLICY, reminders: { negotiation } };
}

// Each test has a worker and a queue of its own, for each sets other settings.
let taskQueue: string;
beforeEach(async () => {
  read = new RecordingActivities();
  taskQueue = `${env.taskQueue}-${newId()}`;
  await env.startWorker(read, { taskQueue });
});

async function negotiating(policy: WorkflowPolicy): Promise<Caller> {
  read.settings = { ...read.settings, policy };
  const caller = new Caller({ ...env, taskQueue }, read);
  await caller.create({ ...newCollaboration(caller.id), policy });
  await caller.change('changeStatus', { to: 'Negotiating' });
  return caller;
}

const reminders = (caller: Caller) =>
  read.projections
    .filter((projection) => projection.collaborationId === caller.id)
    .flatMap((projection) => projection.events)
    .filter((event) => event.type === 'ReminderSent')
    .filter((event, index, all) => all.findIndex(({ seq }) => seq === event.seq) === index);

test('it is sent when the negotiation stands still, again, and then also to the owner of the campaign', async () => {
  const caller = await negotiating(policyOf());
  const sent = await until('three were sent', () => {
    const found = reminders(caller);
    return found.length >= 3 && found;
  });
  expect(sent.slice(0, 3)).toMatchObject([
    {
      seq: 3,
      actor: { kind: 'system', id: null },
      data: { code: 'NEGOTIATION_STALLED', number: 1, escalated: false },
    },
    { seq: 4, data: { number: 2, escalated: false } },
    { seq: 5, data: { number: 3, escalated: true } },
  ]);
  const movedAt = Date.parse(read.rows.get(caller.id)?.state?.movedAt ?? '');
  const [first = 0, second = 0] = sent.map((event) => Date.parse(event.at));
  expect(first - movedAt).toBeGreaterThanOrEqual(900);
  expect(second - first).toBeGreaterThanOrEqual(600);
  expect(read.outcomes.at(-1)).toMatchObject({
    outcome: 'applied',
    record: { name: 'sendReminder', source: 'timer' },
  });
  await caller.change('changeStatus', { to: 'Cancelled', reason: 'the test is over' });
});

test('whatever moves the negotiation starts the clock again; a mere touch does not', async () => {
  const caller = await negotiating(policyOf({ afterMs: 1_500, repeatMs: 60_000 }));
  await caller.change('addNote', { text: 'She answered', contact: true });
  await caller.change('addNote', { text: 'a note among us' });
  const movedAt = Date.parse(read.rows.get(caller.id)?.state?.movedAt ?? '');
  const [event] = await until(
    'it was sent',
    () => reminders(caller).length > 0 && reminders(caller),
  );
  expect(Date.parse(event?.at ?? '') - movedAt).toBeGreaterThanOrEqual(1_500);
});

test('none for a negotiation that moved on while the question was out', async () => {
  let answer: (settings: typeof read.settings) => void = () => undefined;
  const policy = policyOf({ afterMs: 300 });
  read.reminderDue = () => {
    read.asked += 1;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  await env.startWorker(read, { taskQueue: `${taskQueue}-slow` });
  taskQueue = `${taskQueue}-slow`;
  const caller = await negotiating(policy);
  await until('it is asked', () => read.asked > 0);
  await caller.change('changeStatus', { to: 'Fulfilling' });
  answer({ policy, rest: null });
  await caller.signal('addNote', { text: 'the workflow has seen the answer after this' });
  await until('the note is there', () => read.version(caller.id) === 4);
  await caller.change('addNote', { text: 'and this' });
  expect(reminders(caller)).toEqual([]);
});

test('it rests with the campaign, and goes on when the settings say so', async () => {
  const until1 = new Date(Date.now() + 86_400_000).toISOString();
  read.settings = { ...read.settings, rest: { until: until1, because: 'campaign' } };
  const caller = await negotiating(policyOf({ afterMs: 300, repeatMs: 60_000 }));
  await until('it is asked', () => read.asked === 1);
  await caller.change('addNote', { text: 'does not wake it' });
  expect(reminders(caller)).toEqual([]);
  expect(read.asked).toBe(1);
  read.settings = { ...read.settings, rest: null };
  await caller.signal('settingsChanged');
  await until('it was sent', () => reminders(caller).length === 1);
});

test('outside working hours it waits for the office to open', async () => {
  const opensAt = Date.now() + 2_500;
  read.settings = {
    ...read.settings,
    rest: { until: new Date(opensAt).toISOString(), because: 'working hours' },
  };
  const caller = await negotiating(policyOf({ afterMs: 300, repeatMs: 60_000 }));
  await until('it is asked', () => read.asked === 1);
  read.settings = { ...read.settings, rest: null };
  const [event] = await until(
    'it was sent',
    () => reminders(caller).length > 0 && reminders(caller),
  );
  expect(Date.parse(event?.at ?? '')).toBeGreaterThanOrEqual(opensAt);
});

test('a snooze holds it back', async () => {
  const caller = await negotiating(policyOf({ afterMs: 1_000, repeatMs: 60_000 }));
  const snoozedUntil = Date.now() + 3_000;
  await caller.change('snoozeReminder', { until: new Date(snoozedUntil).toISOString() });
  const [event] = await until(
    'it was sent',
    () => reminders(caller).length > 0 && reminders(caller),
  );
  expect(Date.parse(event?.at ?? '')).toBeGreaterThanOrEqual(snoozedUntil);
});

test('a policy that changed reaches a workflow that sleeps', async () => {
  const caller = await negotiating(policyOf({ afterMs: 3_600_000 }));
  read.settings = { ...read.settings, policy: policyOf({ afterMs: 200, repeatMs: 60_000 }) };
  await caller.signal('settingsChanged');
  await until('it was sent', () => reminders(caller).length === 1);
});

test('a deadline outlives continue-as-new, and is still met once', async () => {
  const caller = await negotiating(policyOf({ afterMs: 7_000, repeatMs: 60_000 }));
  const { runId } = await caller.handle.describe();
  await caller.signal('upgrade');
  await until('it continued as new', async () => (await caller.handle.describe()).runId !== runId);
  const [event] = await until(
    'it was sent',
    () => reminders(caller).length > 0 && reminders(caller),
  );
  const movedAt = Date.parse(read.rows.get(caller.id)?.state?.movedAt ?? '');
  const lateMs = Date.parse(event?.at ?? '') - movedAt - 7_000;
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(4_000);
  await caller.change('addNote', { text: 'x' });
  expect(reminders(caller)).toHaveLength(1);
}, 40_000);
