import type { SavedView } from '@parley/domain/view';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addView } from '../../src/views/write-view.ts';
import { type Http, makeHttp, tokenOf } from './http.ts';
import { addCampaign, addReader, makeWorld, type World } from './world.ts';

let world: World;
let http: Http;
const ROLES = ['owner', 'admin', 'member', 'other', 'guest'] as const;
type Who = (typeof ROLES)[number];
const tokens = new Map<Who, string>();
const people = new Map<Who, string>();
beforeAll(async () => {
  world = await makeWorld('UTC');
  http = makeHttp(world);
  for (const who of ROLES) {
    const reader = await addReader(world, who === 'other' ? 'member' : who, `The ${who}`);
    people.set(who, reader.personId);
    tokens.set(who, await tokenOf(world, reader));
  }
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.sql`truncate views, view_choices`;
});

const send = (who: Who, method: string, path: string, body?: object) =>
  http.send(tokens.get(who) ?? '', method, path, body);
const save = async (who: Who, body: object): Promise<SavedView> =>
  (await send(who, 'POST', '/api/views', { query: '', ...body })).body.view;
const list = async (who: Who) => (await send(who, 'GET', '/api/views?limit=200')).body.items;
const saved = async (who: Who) => (await list(who)).filter((view) => !view.isPreset);
const names = async (who: Who) => (await saved(who)).map(({ name }) => name);

describe('who sees a view', () => {
  it('one’s own are private until they are shared with everybody', async () => {
    const mine = await save('member', { name: 'Mine' });
    expect(mine).toMatchObject({ scope: 'private', position: 0, isDefault: false });
    expect(mine.owner).toEqual({ id: people.get('member'), name: 'The member' });
    expect(await names('owner')).toEqual([]);
    expect((await send('owner', 'GET', `/api/views/${mine.id}`)).status).toBe(404);
    expect((await send('owner', 'PATCH', `/api/views/${mine.id}`, { name: 'x' })).status).toBe(404);
    await send('member', 'PATCH', `/api/views/${mine.id}`, { scope: 'shared' });
    for (const who of ROLES) expect(await names(who)).toEqual(['Mine']);
  });

  it('nobody sees one that is about a campaign which does not exist for them', async () => {
    const campaign = await addCampaign(world, { access: 'invited' });
    await save('owner', { name: 'Secret', query: `campaign=${campaign}`, scope: 'shared' });
    expect(await names('admin')).toEqual(['Secret']);
    expect(await names('member')).toEqual([]);
    expect(await names('guest')).toEqual([]);
    await world.sql`insert into campaign_people ${world.sql({ campaign_id: campaign, person_id: people.get('guest') ?? '' })}`;
    expect(await names('guest')).toEqual(['Secret']);
  });

  it('a tag that is gone is left out', async () => {
    const tag = uuidv7();
    await world.sql`insert into tags (id, name, colour) values (${tag}, 'Gone soon', 'red')`;
    await save('member', { name: 'Tagged', query: `tag=${tag}&tag=none&q=Ann` });
    await world.sql`delete from tags where id = ${tag}`;
    expect((await saved('member'))[0]?.query).toBe('tag=none&q=Ann');
  });
});

describe('who may change a view', () => {
  it('guests share nothing, but keep views of their own', async () => {
    const shared = await send('guest', 'POST', '/api/views', {
      name: 'G',
      query: '',
      scope: 'shared',
    });
    expect([shared.status, shared.body.code]).toEqual([403, 'FORBIDDEN']);
    const own = await save('guest', { name: 'G' });
    const patched = await send('guest', 'PATCH', `/api/views/${own.id}`, { scope: 'shared' });
    expect(patched.status).toBe(403);
    expect(await names('guest')).toEqual(['G']);
  });

  it('a shared one only its maker, owners and admins', async () => {
    const view = await save('member', { name: 'Ours', scope: 'shared' });
    const path = `/api/views/${view.id}`;
    expect((await send('other', 'PATCH', path, { name: 'x' })).status).toBe(403);
    expect((await send('other', 'DELETE', path)).status).toBe(403);
    expect((await send('admin', 'PATCH', path, { name: 'Admin’s words' })).status).toBe(200);
    expect((await send('member', 'PATCH', path, { query: '?view=board' })).body.view.query).toBe(
      'view=board',
    );
    expect((await send('owner', 'DELETE', path)).status).toBe(204);
    expect((await send('member', 'GET', path)).status).toBe(404);
  });

  it('nobody a preset', async () => {
    const presets = (await list('member')).filter((view) => view.isPreset);
    expect(presets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Needs attention', 'My negotiations', 'To ship']),
    );
    expect(presets[1]?.query).toBe(`status=Negotiating&owner=${people.get('member')}`);
    expect((await send('owner', 'DELETE', `/api/views/${presets[0]?.id}`)).status).toBe(404);
  });
});

describe('a query', () => {
  it('is stored in one order, without repeats and defaults', async () => {
    const owner = people.get('owner') ?? '';
    const query = `?sort=attention&view=table&owner=${owner.toUpperCase()}&status=Negotiating&status=Pending&status=Pending&q=+Ann+`;
    expect((await save('member', { name: 'N', query })).query).toBe(
      `status=Negotiating&status=Pending&owner=${owner}&q=Ann`,
    );
    expect((await save('member', { name: 'S', query: 'view=board&sort=-due' })).query).toBe(
      'sort=-due&view=board',
    );
    expect((await save('member', { name: 'P', query: '' })).query).toBe('');
  });

  it.each([
    ['status=Lost', 'query.status.0'],
    ['colour=red', 'query.colour'],
    ['sort=luck', 'query.sort'],
    ['limit=10', 'query.limit'],
    ['view=tree', 'query.view'],
    ['campaign=none', 'query.campaign.0'],
  ])('%s is refused', async (query, path) => {
    const answer = await send('member', 'POST', '/api/views', { name: 'Wrong', query });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.path)).toEqual([path]);
    expect(await names('member')).toEqual([]);
  });
});

describe('order and default', () => {
  it('each person has their own order', async () => {
    for (const name of ['A', 'B', 'C']) await save('member', { name, scope: 'shared' });
    const [, , c] = await saved('other');
    const moved = await send('other', 'PATCH', `/api/views/${c?.id}`, { position: 0 });
    expect([moved.status, moved.body.view.position]).toEqual([200, 0]);
    expect(await names('other')).toEqual(['C', 'A', 'B']);
    expect(await names('member')).toEqual(['A', 'B', 'C']);
    await save('other', { name: 'D' });
    expect(await names('other')).toEqual(['C', 'A', 'B', 'D']);
    await send('other', 'PATCH', `/api/views/${c?.id}`, { position: 99 });
    expect(await names('other')).toEqual(['A', 'B', 'D', 'C']);
  });

  it('moves of one person at the same time lose none', async () => {
    for (const name of ['A', 'B', 'C', 'D']) await save('member', { name });
    const views = await saved('member');
    await Promise.all(
      views.map(({ id }) => send('member', 'PATCH', `/api/views/${id}`, { position: 0 })),
    );
    const after = await saved('member');
    expect(after.map(({ name }) => name).sort()).toEqual(['A', 'B', 'C', 'D']);
    expect(after.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });

  it('each person chooses the view that the list opens with', async () => {
    const view = await save('member', { name: 'First', scope: 'shared' });
    const choose = (who: Who, viewId: string | null) =>
      send(who, 'PUT', '/api/views/default', { viewId });
    const chosen = async (who: Who) =>
      (await list(who)).filter((one) => one.isDefault).map(({ name }) => name);
    expect((await choose('other', view.id)).body.view.isDefault).toBe(true);
    expect([await chosen('other'), await chosen('member')]).toEqual([['First'], []]);
    await choose('member', 'needs-attention');
    expect(await chosen('member')).toEqual(['Needs attention']);
    await choose('member', null);
    expect(await chosen('member')).toEqual([]);
    expect((await choose('member', uuidv7())).body.errors).toMatchObject([{ path: 'viewId' }]);
    expect((await choose('member', 'no-such-preset')).status).toBe(422);
    await send('member', 'DELETE', `/api/views/${view.id}`);
    expect(await chosen('other')).toEqual([]);
  });
});

describe('the feed', () => {
  const announced = async (): Promise<string[]> =>
    (
      await world.sql<{ id: string }[]>`
      select entity_id as id from changes where kind = 'view' order by id`
    ).map(({ id }) => id);

  it('tells of shared views only', async () => {
    const before = (await announced()).length;
    const own = await save('member', { name: 'Own' });
    await send('member', 'PATCH', `/api/views/${own.id}`, { name: 'Still own', position: 0 });
    expect((await announced()).length).toBe(before);
    await send('member', 'PATCH', `/api/views/${own.id}`, { scope: 'shared' });
    await send('member', 'PATCH', `/api/views/${own.id}`, { scope: 'private' });
    const shared = await save('member', { name: 'Ours', scope: 'shared' });
    await send('member', 'DELETE', `/api/views/${shared.id}`);
    expect((await announced()).slice(before)).toEqual([own.id, own.id, shared.id, shared.id]);
  });
});

it('a thousand views are enough, also for two requests at once', async () => {
  const caller = {
    accountId: people.get('member') ?? '',
    personId: people.get('member') ?? '',
    kind: 'member',
    role: 'member',
    name: '',
    email: '',
    sessionId: null,
  } as const;
  await world.sql`
    insert into views (id, owner_id, name, query)
    select gen_random_uuid(), ${caller.personId}, 'View ' || n, '' from generate_series(1, 999) n`;
  const add = (name: string) =>
    world.sql.begin((sql) => addView(sql, caller, { name, query: '', scope: 'private' }));
  const answers = await Promise.allSettled([add('One'), add('Another')]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'TOO_MANY' },
  });
});
