import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCampaign, addCreator, addReader, collaborate, makeWorld, type World } from './world.ts';
import { type Http, makeHttp, tokenOf } from './http.ts';

let world: World;
let http: Http;
let owner: string;
let member: string;
let guest: string;
let guestId: string;
beforeAll(async () => {
  world = await makeWorld();
  http = makeHttp(world);
  owner = await tokenOf(world, await addReader(world, 'owner'));
  member = await tokenOf(world, await addReader(world, 'member'));
  const reader = await addReader(world, 'guest');
  guest = await tokenOf(world, reader);
  guestId = reader.personId;
});
afterAll(() => world.close());

const instagram = (handle: string) => ({ platform: 'Instagram', handle });
const post = (body: object, headers = {}) =>
  http.send(member, 'POST', '/api/creators', body, headers);

describe('adding a creator', () => {
  it('answers it as it reads alone', async () => {
    const { status, body } = await post({
      name: ' Ada ',
      country: 'Norway',
      handles: [{ ...instagram('@Ada.Noor'), followers: 12_000, engagementPercent: 3.5 }],
      contact: { email: 'ada@example.com' },
    });
    expect(status).toBe(201);
    expect(body.creator.id).toMatch(/^[0-9a-f-]{14}7/);
    expect(body.creator).toEqual({
      id: body.creator.id,
      name: 'Ada',
      bio: null,
      country: 'Norway',
      audience: null,
      handles: [
        {
          platform: 'Instagram',
          handle: 'Ada.Noor',
          url: null,
          followers: 12_000,
          engagementPercent: 3.5,
        },
      ],
      contact: {
        email: 'ada@example.com',
        phone: null,
        agentName: null,
        agentEmail: null,
        address: null,
      },
      tags: [],
      validation: null,
      validations: [],
    });
    const alone = await http.send(member, 'GET', `/api/creators/${body.creator.id}`);
    expect(alone.body).toEqual(body.creator);
    expect(alone.cursor).toMatch(/\.\d+$/);
  });

  it.each(['bea', '@bea', 'BEA', '@bEa'])(
    'refuses %s where @Bea is there, and adds nothing',
    async (handle) => {
      await post({ name: 'Bea', handles: [instagram('@Bea')] });
      const before = (await http.send(member, 'GET', '/api/creators')).body.total;
      const { status, body } = await post({
        name: 'Other',
        handles: [instagram('other'), instagram(handle)],
      });
      expect([status, body.code]).toEqual([409, 'CREATOR_EXISTS']);
      expect((await http.send(member, 'GET', '/api/creators')).body.total).toBe(before);
    },
  );

  it('takes the same handle on another platform', async () => {
    await post({ name: 'Cy', handles: [instagram('cy')] });
    expect(
      (await post({ name: 'Cy', handles: [{ platform: 'TikTok', handle: 'cy' }] })).status,
    ).toBe(201);
  });

  it.each([
    [{ name: 'X', handles: [] }, 'handles'],
    [{ name: 'X' }, 'handles'],
    [{ handles: [instagram('y')] }, 'name'],
    [{ name: 'X', handles: [instagram('a b')] }, 'handles.0.handle'],
    [{ name: 'X', handles: [instagram('@')] }, 'handles.0.handle'],
    [{ name: 'X', handles: [instagram('x'.repeat(101))] }, 'handles.0.handle'],
    [{ name: 'X', handles: [{ platform: 'Orkut', handle: 'x' }] }, 'handles.0.platform'],
    [{ name: 'X', handles: [instagram('x')], tags: [] }, 'tags'],
  ])('names what is wrong in %j', async (body, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('takes handles of 100 characters, with @ before', async () => {
    expect((await post({ name: 'Long', handles: [instagram(`@${'x'.repeat(100)}`)] })).status).toBe(
      201,
    );
  });

  it('happens once per Idempotency-Key, also refused, also at the same time', async () => {
    const body = { name: 'Di', handles: [instagram('di')] };
    const key = { 'idempotency-key': 'add di' };
    const answers = await Promise.all([post(body, key), post(body, key), post(body, key)]);
    expect(new Set(answers.map((answer) => answer.body.creator.id)).size).toBe(1);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect((await post({ ...body, name: 'Do' }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const again = { 'idempotency-key': 'again' };
    expect((await post(body, again)).body.code).toBe('CREATOR_EXISTS');
    await world.sql`delete from creators where name = 'Di'`;
    expect((await post(body, again)).body.code).toBe('CREATOR_EXISTS');
  });
});

describe('changing a creator', () => {
  it('keeps what is left out, empties what is null', async () => {
    const { id } = (
      await post({
        name: 'Eve',
        bio: 'Runs',
        handles: [instagram('eve')],
        contact: { email: 'e@x.io', phone: '1' },
      })
    ).body.creator;
    const patch = (body: object) => http.send(member, 'PATCH', `/api/creators/${id}`, body);
    const { status, body } = await patch({
      bio: null,
      contact: { phone: null },
      handles: [instagram('Eve'), { platform: 'X', handle: 'eve' }],
    });
    expect(status).toBe(200);
    expect(body.creator).toMatchObject({
      name: 'Eve',
      bio: null,
      contact: { email: 'e@x.io', phone: null },
    });
    expect(body.creator.handles.map((handle: { handle: string }) => handle.handle)).toEqual([
      'Eve',
      'eve',
    ]);
    expect((await patch({})).status).toBe(422);
    expect(
      (await http.send(member, 'PATCH', `/api/creators/${guestId}`, { bio: 'x' })).status,
    ).toBe(404);
  });
});

describe('removing a creator', () => {
  it('works without collaborations only; an owner erases', async () => {
    const campaignId = await addCampaign(world, { people: [guestId] });
    const creatorId = await addCreator(world, 'Fin Berg', 'fin');
    const { id } = await collaborate(world, { campaignId, creatorId });
    expect((await http.send(owner, 'DELETE', `/api/creators/${creatorId}`)).body.code).toBe(
      'CREATOR_HAS_COLLABORATIONS',
    );
    expect((await http.send(member, 'POST', `/api/creators/${creatorId}/erase`)).status).toBe(403);
    const erased = await http.send(owner, 'POST', `/api/creators/${creatorId}/erase`);
    expect(erased.body.creator).toMatchObject({
      name: 'Erased creator',
      handles: [],
      contact: { email: null },
    });
    const seen = await http.send(owner, 'GET', `/api/collaborations/${id}`);
    expect(JSON.stringify(seen.body)).not.toMatch(/Fin|fin|ada@/);
    expect(seen.body.creator.name).toBe('Erased creator');
    const free = (await post({ name: 'Gil', handles: [instagram('gil')] })).body.creator.id;
    expect((await http.send(owner, 'DELETE', `/api/creators/${free}`)).status).toBe(204);
    expect((await http.send(owner, 'GET', `/api/creators/${free}`)).status).toBe(404);
  });
});

describe('a list of creators', () => {
  it('filters, searches and pages', async () => {
    for (const name of ['Zoë One', 'Zoe Two', 'Zoe Three']) {
      await post({
        name,
        country: 'Peru',
        handles: [{ platform: 'Twitch', handle: name.replace(' ', '') }],
      });
    }
    const get = async (query: string) =>
      (await http.send(member, 'GET', `/api/creators?${query}`)).body;
    const names = (page: { items: readonly { name: string }[] }) =>
      page.items.map((item) => item.name);
    expect(names(await get('platform=Twitch&country=peru'))).toEqual([
      'Zoë One',
      'Zoe Three',
      'Zoe Two',
    ]);
    expect(names(await get('q=zoe&sort=-name'))).toEqual(['Zoe Two', 'Zoe Three', 'Zoë One']);
    const first = await get('q=zoe&sort=created&limit=2');
    expect([names(first), first.total]).toEqual([['Zoë One', 'Zoe Two'], 3]);
    expect(names(await get(`q=zoe&sort=created&limit=2&cursor=${first.nextCursor}`))).toEqual([
      'Zoe Three',
    ]);
    expect((await http.send(member, 'GET', '/api/creators?platform=Orkut')).status).toBe(422);
    expect(
      (await http.send(member, 'GET', `/api/creators?sort=name&cursor=${first.nextCursor}`)).status,
    ).toBe(422);
  });

  it('shows guests whom they meet, without contact details, and lets them change nothing', async () => {
    const campaignId = await addCampaign(world, { access: 'invited', people: [guestId] });
    const met = await addCreator(world, 'Hal Met');
    await collaborate(world, { campaignId, creatorId: met });
    const stranger = await addCreator(world, 'Ivy Stranger');
    const list = (await http.send(guest, 'GET', '/api/creators?q=Hal')).body;
    expect(list.items).toMatchObject([{ id: met, contact: null }]);
    expect((await http.send(guest, 'GET', `/api/creators/${stranger}`)).status).toBe(404);
    expect((await http.send(guest, 'GET', '/api/creators?q=Stranger')).body.total).toBe(0);
    expect((await http.send(guest, 'PATCH', `/api/creators/${met}`, { name: 'Mine' })).status).toBe(
      403,
    );
    expect((await http.send(guest, 'POST', '/api/creators', {})).status).toBe(403);
  });
});
