import { EMPTY_TERMS } from '@parley/domain/empty-terms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCreator, addReader, collaborate, makeWorld, type Step, type World } from './world.ts';
import { type Http, makeHttp, tokenOf } from './http.ts';

let world: World;
let http: Http;
const tokens = { owner: '', admin: '', member: '', guest: '' };
const people = { owner: '', admin: '', member: '', guest: '' };
const ROLES = ['owner', 'admin', 'member', 'guest'] as const;
beforeAll(async () => {
  world = await makeWorld('UTC');
  http = makeHttp(world);
  for (const role of ROLES) {
    const reader = await addReader(world, role);
    people[role] = reader.personId;
    tokens[role] = await tokenOf(world, reader);
  }
});
afterAll(() => world.close());

const make = async (body: object) =>
  (await http.send(tokens.admin, 'POST', '/api/campaigns', body)).body.campaign;
const patch = (id: string, body: object) =>
  http.send(tokens.owner, 'PATCH', `/api/campaigns/${id}`, body);

it('makes a campaign and answers it in full', async () => {
  const made = await http.send(tokens.admin, 'POST', '/api/campaigns', {
    name: 'Winter',
    budgetCents: 500,
    peopleIds: [people.guest],
  });
  expect(made.status).toBe(201);
  const { id, createdAt } = made.body.campaign;
  expect(createdAt).toMatch(/Z$/);
  expect(made.body.campaign).toEqual({
    id,
    name: 'Winter',
    brand: null,
    brief: null,
    status: 'Draft',
    owner: { id: people.admin, name: 'The admin' },
    budgetCents: 500,
    currency: 'EUR',
    startsOn: null,
    endsOn: null,
    access: 'team',
    people: [{ id: people.guest, name: 'The guest' }],
    counts: { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 },
    committed: [],
    validatorId: null,
    createdAt,
  });
  const alone = await http.send(tokens.guest, 'GET', `/api/campaigns/${made.body.campaign.id}`);
  expect(alone.body).toEqual(made.body.campaign);
  expect(alone.cursor).toMatch(/\.\d+$/);
});

it('counts its collaborations by status', async () => {
  const { id } = await make({ name: 'Counted', status: 'Live' });
  for (const to of ['Negotiating', 'Negotiating', 'Completed'] as const) {
    await collaborate(
      world,
      { campaignId: id, creatorId: await addCreator(world) },
      { name: 'changeStatus', body: { to } },
    );
  }
  const { body } = await http.send(tokens.member, 'GET', '/api/campaigns?q=counted');
  expect(body.items[0]?.counts).toEqual({
    Pending: 0,
    Negotiating: 2,
    Fulfilling: 0,
    Completed: 1,
    Cancelled: 0,
  });
});

it('exists only for whom it should', async () => {
  const hidden = await make({ name: 'Secret plan', access: 'invited' });
  const shared = await make({
    name: 'Secret share',
    access: 'invited',
    peopleIds: [people.member, people.guest],
  });
  const open = await make({ name: 'Secret no more', status: 'Archived' });
  const sees = {
    owner: [open, hidden, shared],
    admin: [open, hidden, shared],
    member: [open, shared],
    guest: [shared],
  };
  for (const role of ROLES) {
    const list = (await http.send(tokens[role], 'GET', '/api/campaigns?q=secret')).body;
    expect(list.items).toEqual(sees[role]);
    expect(list.total).toBe(sees[role].length);
    const alone = await http.send(tokens[role], 'GET', `/api/campaigns/${hidden.id}`);
    expect(alone.status).toBe(sees[role].includes(hidden) ? 200 : 404);
  }
  await patch(shared.id, { peopleIds: [] });
  expect((await http.send(tokens.member, 'GET', `/api/campaigns/${shared.id}`)).status).toBe(404);
});

it('is made, changed and never deleted by owners and admins alone', async () => {
  const { id } = await make({ name: 'Ruled' });
  for (const role of ['member', 'guest'] as const) {
    expect((await http.send(tokens[role], 'POST', '/api/campaigns', { name: 'x' })).status).toBe(
      403,
    );
    expect(
      (await http.send(tokens[role], 'PATCH', `/api/campaigns/${id}`, { name: 'x' })).status,
    ).toBe(403);
  }
  expect((await http.send(tokens.owner, 'DELETE', `/api/campaigns/${id}`)).status).toBe(404);
});

it('keeps what a change leaves out and names what is wrong', async () => {
  const { id } = await make({
    name: 'Kept',
    brand: 'Acme',
    startsOn: '2026-03-01',
    endsOn: '2026-04-01',
    budgetCents: 9,
    currency: 'USD',
  });
  const changed = await patch(id, { brand: null, endsOn: '2026-05-01', ownerId: null });
  expect(changed.body.campaign).toMatchObject({
    name: 'Kept',
    brand: null,
    startsOn: '2026-03-01',
    endsOn: '2026-05-01',
    owner: null,
    currency: 'USD',
  });
  const wrong = [
    [{ endsOn: '2026-02-01' }, 'endsOn'],
    [{ startsOn: '2026-02-30' }, 'startsOn'],
    [{ currency: null }, 'currency'],
    [{ ownerId: id }, 'ownerId'],
    [{ peopleIds: [people.guest, id] }, 'peopleIds.1'],
    [{ status: 'Done' }, 'status'],
    [{ people: [] }, 'people'],
  ] as const;
  for (const [body, path] of wrong) {
    const answer = await patch(id, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]?.path).toBe(path);
  }
  expect((await http.send(tokens.owner, 'GET', `/api/campaigns/${id}`)).body).toEqual(
    changed.body.campaign,
  );
});

it('rests its reminders while it is not live, and tells its workflows', async () => {
  const { id } = await make({ name: 'Resting', status: 'Live' });
  const { id: rowId } = await collaborate(
    world,
    { campaignId: id, creatorId: await addCreator(world) },
    { name: 'changeStatus', body: { to: 'Negotiating' } },
  );
  const reminder = async () =>
    (await http.send(tokens.owner, 'GET', `/api/collaborations/${rowId}`)).body.nextReminderAt;
  expect(await reminder()).toMatch(/Z$/);
  http.told.length = 0;
  await patch(id, { status: 'Paused' });
  expect(await reminder()).toBeNull();
  expect(await world.sql`select next_reminder_at from collaborations where id = ${rowId}`).toEqual([
    { next_reminder_at: null },
  ]);
  await patch(id, { brand: 'Quiet' });
  await patch(id, { status: 'Live' });
  expect(await reminder()).toMatch(/Z$/);
  expect(http.told).toEqual([id, id]);
});

it('announces itself in the change feed', async () => {
  const { id } = await make({ name: 'Announced' });
  await patch(id, { name: 'Announced again' });
  const rows = await world.sql`select kind, entity_id from changes where entity_id = ${id}`;
  expect(rows).toEqual([
    { kind: 'campaign', entity_id: id },
    { kind: 'campaign', entity_id: id },
  ]);
});

it('adds up per currency what was agreed with everybody who was not cancelled', async () => {
  const { id } = await make({ name: 'Committed' });
  const agree = async (amountCents: number, currency: 'EUR' | 'USD', ...steps: readonly Step[]) =>
    collaborate(
      world,
      {
        campaignId: id,
        creatorId: await addCreator(world),
        terms: {
          ...EMPTY_TERMS,
          compensation: { ...EMPTY_TERMS.compensation, amountCents, currency },
        },
      },
      ...steps,
    );
  await agree(100, 'EUR');
  await agree(250, 'EUR', { name: 'changeStatus', body: { to: 'Completed' } });
  await agree(70, 'USD');
  await agree(999, 'USD', { name: 'changeStatus', body: { to: 'Cancelled', reason: 'No' } });
  const { body } = await http.send(tokens.owner, 'GET', '/api/campaigns?q=committed');
  expect(body.items[0]).toMatchObject({
    committed: [
      { currency: 'EUR', amountCents: 350 },
      { currency: 'USD', amountCents: 70 },
    ],
  });
});

describe('the list', () => {
  const names = async (query: string) =>
    (await http.send(tokens.owner, 'GET', `/api/campaigns?q=sorted&${query}`)).body.items.map(
      ({ name }) => name.replace('Sorted ', ''),
    );
  beforeAll(async () => {
    const b = await make({ name: 'Sorted B', status: 'Paused', endsOn: '2026-05-01' });
    await make({ name: 'Sorted A', status: 'Archived', endsOn: '2026-03-01', ownerId: null });
    await make({ name: 'Sorted C', status: 'Live', startsOn: '2026-02-01', ownerId: people.owner });
    await collaborate(world, { campaignId: b.id, creatorId: await addCreator(world) });
  });

  it.each([
    ['sort=name', 'ABC'],
    ['sort=-created', 'CAB'],
    ['sort=status', 'CBA'],
    ['sort=ends', 'ABC'],
    ['sort=starts&limit=1', 'C'],
    ['sort=-open', 'BAC'],
  ])('is ordered by %s, ties by age', async (query, order) => {
    expect((await names(query)).join('')).toBe(order);
  });

  it('is read on where a page ended', async () => {
    const first = (
      await http.send(tokens.owner, 'GET', '/api/campaigns?q=sorted&sort=-ends&limit=1')
    ).body;
    expect(first.items[0]?.name).toBe('Sorted C');
    const next = encodeURIComponent(first.nextCursor ?? '');
    expect(await names(`sort=-ends&limit=2&cursor=${next}`)).toEqual(['B', 'A']);
  });

  it('is filtered by owner, none included, and refuses who is not known', async () => {
    expect(await names(`owner=${people.owner}`)).toEqual(['C']);
    expect(await names(`owner=none&owner=${people.owner}`)).toEqual(['A', 'C']);
    for (const query of [
      `owner=${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`,
      'owner=me',
      'sort=luck',
    ]) {
      const answer = await http.send(tokens.owner, 'GET', `/api/campaigns?${query}`);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0]?.path).toMatch(/^(owner|sort)/);
    }
  });
});
