import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { addCampaign, addCreator, addReader, collaborate, makeWorld, type World } from './world.ts';
import { type Http, makeHttp, tokenOf } from './http.ts';

let world: World;
let http: Http;
let owner: string;
let member: string;
let memberId: string;
beforeAll(async () => {
  world = await makeWorld('UTC');
  http = makeHttp(world);
  owner = await tokenOf(world, await addReader(world, 'owner'));
  const reader = await addReader(world, 'member');
  memberId = reader.personId;
  member = await tokenOf(world, reader);
});
afterAll(() => world.close());

const patch = (body: object, token = owner) => http.send(token, 'PATCH', '/api/workspace', body);

it('is read by everybody and changed by owners and admins', async () => {
  const read = await http.send(member, 'GET', '/api/workspace');
  expect(read.body).toMatchObject({
    name: 'Test',
    timeZone: 'UTC',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  expect((await patch({ name: 'Mine' }, member)).status).toBe(403);
  const changed = await patch({
    name: 'Ours',
    workingDays: [5, 1],
    workingHours: { from: '08:30', to: '17:00' },
    reminders: { negotiation: { afterHours: 0.5 } },
  });
  expect(changed.body.workspace).toEqual({
    ...read.body,
    name: 'Ours',
    workingDays: [1, 5],
    workingHours: { from: '08:30', to: '17:00' },
    reminders: { negotiation: { ...read.body.reminders.negotiation, afterHours: 0.5 } },
  });
  expect((await http.send(member, 'GET', '/api/workspace')).body).toEqual(changed.body.workspace);
  expect(http.told).toEqual([null]);
});

it.each([
  [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  [{ timeZone: '+01:00' }, 'timeZone'],
  [{ currency: 'XYZ' }, 'currency'],
  [{ workingDays: [] }, 'workingDays'],
  [{ workingDays: [1, 1] }, 'workingDays'],
  [{ workingDays: [8] }, 'workingDays.0'],
  [{ workingHours: { from: '18:00', to: '09:00' } }, 'workingHours.to'],
  [{ workingHours: { from: '24:00', to: '25:00' } }, 'workingHours.from'],
  [{ reminders: { negotiation: { afterHours: 0 } } }, 'reminders.negotiation.afterHours'],
  [{ colour: 'red' }, 'colour'],
  [{}, ''],
])('refuses %j', async (body, path) => {
  const answer = await patch(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
});

it('moves the end of days with its time zone, in rows and their order', async () => {
  const { id } = await collaborate(
    world,
    {
      campaignId: await addCampaign(world),
      creatorId: await addCreator(world),
      terms: { deliverables: [{ type: 'Reel', quantity: 1, dueOn: '2030-07-01' }] },
    },
    { name: 'changeStatus', body: { to: 'Fulfilling' } },
  );
  const since = async () => ({
    shown: (await http.send(member, 'GET', '/api/collaborations')).body.items[0]?.attention,
    stored: (
      await world.sql<
        { at: Date }[]
      >`select attention_since as at from collaborations where id = ${id}`
    )[0]?.at.toISOString(),
  });
  const overdue = (instant: string) => ({
    shown: [{ code: 'DELIVERABLE_OVERDUE', since: instant }],
    stored: instant,
  });
  expect(await since()).toEqual(overdue('2030-07-02T00:00:00.000Z'));
  await patch({ timeZone: 'America/New_York' });
  expect(await since()).toEqual(overdue('2030-07-02T04:00:00.000Z'));
});

it('shows a person their own to-dos, to be read and done', async () => {
  const [mine, hidden, others] = [uuidv7(), uuidv7(), uuidv7()];
  const other = await addReader(world, 'member');
  const seen = await collaborate(world, {
    campaignId: await addCampaign(world, { name: 'Seen' }),
    creatorId: await addCreator(world, 'Jo'),
  });
  const unseen = await collaborate(world, {
    campaignId: await addCampaign(world, { access: 'invited' }),
    creatorId: await addCreator(world),
  });
  for (const [id, person, collaboration] of [
    [mine, memberId, seen.id],
    [hidden, memberId, unseen.id],
    [others, other.personId, seen.id],
  ] as const) {
    await world.sql`
      insert into notifications (id, person_id, kind, code, collaboration_id, event_seq)
      values (${id}, ${person}, 'todo', 'NEGOTIATION_STALLED', ${collaboration}, 1)`;
  }
  const list = async (query = '') =>
    (await http.send(member, 'GET', `/api/notifications${query}`)).body;
  expect(await list()).toMatchObject({
    items: [
      {
        id: mine,
        title: 'The negotiation with Jo (Seen) stands still',
        readAt: null,
        doneAt: null,
      },
    ],
    total: 1,
    unread: 1,
    nextCursor: null,
  });
  const mark = (id: string, body: object) =>
    http.send(member, 'PATCH', `/api/notifications/${id}`, body);
  expect((await mark(others, { done: true })).status).toBe(404);
  expect((await mark(hidden, { done: true })).status).toBe(404);
  expect((await mark(mine, { read: true })).body.notification.readAt).toMatch(/Z$/);
  expect((await list()).unread).toBe(0);
  const done = (await mark(mine, { read: false, done: true })).body.notification;
  expect([done.readAt, done.doneAt?.slice(-1)]).toEqual([null, 'Z']);
  expect([(await list('?open=true')).total, (await list('?open=false')).total]).toEqual([0, 1]);
  expect((await http.send(member, 'POST', '/api/notifications/read')).status).toBe(204);
  expect((await list()).items[0]?.readAt).toMatch(/Z$/);
});
