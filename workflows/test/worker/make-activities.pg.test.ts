import { Held } from '../collaboration/made.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CollaborationActivities } from '../../src/activities.ts';
import { makeActivities } from '../../src/worker/make-activities.ts';
import { newId } from '../env/caller.ts';
import { fillDatabase, makeDatabase, type Place, type TestDatabase } from '../env/database.ts';

const DAY_MS = 86_400_000;
let database: TestDatabase;
let place: Place;
let activities: CollaborationActivities;
const due = {
  code: 'NEGOTIATION_STALLED',
  at: '2026-11-23T12:00:00.000Z',
  number: 1,
  escalated: false,
} as const;

beforeAll(async () => {
  database = await makeDatabase();
  const log = pino({ level: 'silent' });
  activities = makeActivities({ sql: database.sql, log, completeAfterMs: 5 });
});
afterAll(() => database.drop());

test('before the workspace is set up the defaults hold', async () => {
  const settings = await activities.reminderDue({
    collaborationId: newId(),
    campaignId: newId(),
    due,
  });
  expect(settings).toMatchObject({
    rest: null,
    policy: { completeAfterMs: 5, reminders: { negotiation: { afterMs: 3 * DAY_MS } } },
  });
});

test('the policy of the workspace in hours, also in parts of them', async () => {
  place = await fillDatabase(database.sql, newId);
  const { sql } = database;
  await sql`update workspace set reminders =
    '{"negotiation": {"enabled": true, "afterHours": 0.0005, "repeatHours": 0, "escalateAfter": 1}}'`;
  const { policy } = await activities.readSettings({ collaborationId: newId(), ...place });
  expect(policy.reminders.negotiation).toEqual({
    enabled: true,
    afterMs: 1_800,
    repeatMs: 1_000,
    escalateAfter: 1,
  });
});

test.each(['Draft', 'Paused', 'Archived'])('a %s campaign rests its reminders', async (status) => {
  const { sql } = database;
  await sql`update campaigns set status = ${status} where id = ${place.campaignId}`;
  const where = { collaborationId: newId(), ...place };
  const asked = [
    await activities.reminderDue({ ...where, due }),
    await activities.readSettings(where),
  ];
  for (const { rest } of asked) {
    expect(rest?.because).toBe('campaign');
    const aheadMs = Date.parse(rest?.until ?? '') - Date.now();
    expect(Math.abs(aheadMs - DAY_MS)).toBeLessThan(10_000);
  }
  await sql`update campaigns set status = 'Live' where id = ${place.campaignId}`;
  expect(
    (await activities.reminderDue({ collaborationId: newId(), ...place, due })).rest,
  ).toBeNull();
});

test('closed hours hold a reminder back, not the reading of settings', async () => {
  const { sql } = database;
  // Open for one minute, twelve hours from now.
  const opens = new Date(Date.now() + DAY_MS / 2);
  const closes = new Date(opens.getTime() + 60_000);
  const hours = { from: opens.toISOString().slice(11, 16), to: closes.toISOString().slice(11, 16) };
  await sql`update workspace set time_zone = 'UTC', working_hours = ${sql.json(hours)}`;
  const { rest } = await activities.reminderDue({ collaborationId: newId(), ...place, due });
  expect(rest).toEqual({
    until: `${opens.toISOString().slice(0, 16)}:00.000Z`,
    because: 'working hours',
  });
  expect((await activities.readSettings({ collaborationId: newId(), ...place })).rest).toBeNull();
});

test('an own event is stored, and what Postgres will never take is said to be hopeless', async () => {
  const held = new Held();
  held.create(place);
  held.entity.receive('addNote', [{ text: 'by a signal' }], 'signal');
  const { version, stateHash } = held.entity;
  const projection = {
    collaborationId: held.entity.id,
    version,
    stateHash,
    ...held.entity.outbox.parcel(),
  };
  expect(await activities.project(projection)).toEqual({ kind: 'stored', version: 2 });
  expect(await activities.project(projection)).toEqual({ kind: 'stored', version: 2 });
  const nowhere = new Held();
  nowhere.create({ campaignId: newId() });
  const lost = {
    collaborationId: nowhere.entity.id,
    version: 1,
    stateHash: null,
    ...nowhere.entity.outbox.parcel(),
  };
  await expect(activities.project(lost)).rejects.toMatchObject({
    nonRetryable: true,
    type: 'POSTGRES_23503',
  });
});

test('an alarm is raised once while it is open', async () => {
  const collaborationId = newId();
  const alarm = { kind: 'PROJECTION_PARKED', collaborationId, detail: 'the row differs' } as const;
  await activities.raiseAlarm(alarm);
  await activities.raiseAlarm(alarm);
  const { sql } = database;
  const rows =
    await sql`select kind, detail from alarms where collaboration_id = ${collaborationId}`;
  expect([...rows]).toEqual([{ kind: 'PROJECTION_PARKED', detail: { detail: 'the row differs' } }]);
});
