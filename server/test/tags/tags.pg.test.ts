import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { makeHttp, tokenOf, type Http } from '../read/http.ts';
import {
  addCampaign,
  addCreator,
  addReader,
  collaborate,
  makeWorld,
  type World,
} from '../read/world.ts';

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

const make = (body: object, token = member) => http.send(token, 'POST', '/api/tags', body);
const made = async (name: string) => (await make({ name })).body.tag;
const list = async (token = member, query = '') =>
  (await http.send(token, 'GET', `/api/tags${query}`)).body;
const announced = async (since: number) =>
  await world.sql<{ kind: string; id: string }[]>`
    select kind, entity_id as id from changes c where c.id > ${since} order by c.id`;
const head = async () =>
  (await world.sql<{ id: number }[]>`select coalesce(max(id), 0) as id from changes`)[0]?.id ?? 0;

describe('a tag', () => {
  it('is made, read, renamed and removed', async () => {
    const answer = await make({ name: ' Top performer ', colour: 'green' });
    expect(answer.status).toBe(201);
    const { tag } = answer.body;
    expect(tag).toEqual({ id: tag.id, name: 'Top performer', colour: 'green', uses: 0 });
    const read = await http.send(member, 'GET', `/api/tags/${tag.id}`);
    expect([read.body, read.cursor]).toEqual([tag, expect.stringMatching(/\.\d+$/)]);
    const since = await head();
    const patch = await http.send(member, 'PATCH', `/api/tags/${tag.id}`, { name: 'Star' });
    expect([patch.status, patch.body.tag]).toEqual([200, { ...tag, name: 'Star' }]);
    expect((await http.send(member, 'DELETE', `/api/tags/${tag.id}`)).status).toBe(204);
    expect((await http.send(member, 'GET', `/api/tags/${tag.id}`)).status).toBe(404);
    expect((await http.send(member, 'PATCH', `/api/tags/${tag.id}`, { name: 'X' })).status).toBe(
      404,
    );
    expect((await http.send(member, 'DELETE', `/api/tags/${tag.id}`)).status).toBe(404);
    expect([...(await announced(since))]).toEqual([
      { kind: 'tag', id: tag.id },
      { kind: 'tag', id: tag.id },
    ]);
  });

  it.each(['Été', 'ete', ' ÉTÉ '])('%s is a name once only', async (name) => {
    await make({ name: 'été' });
    const answer = await make({ name });
    expect([answer.status, answer.body.code]).toEqual([409, 'TAG_EXISTS']);
    const other = await made(`other ${uuidv7()}`);
    const renamed = await http.send(member, 'PATCH', `/api/tags/${other.id}`, { name });
    expect(renamed.body.code).toBe('TAG_EXISTS');
  });

  it('may be renamed in case alone', async () => {
    const { id } = await made('vip');
    expect((await http.send(member, 'PATCH', `/api/tags/${id}`, { name: 'VIP' })).status).toBe(200);
  });

  it('is made once by many who ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => make({ name: 'at once' })));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
  });

  it.each([
    ['nothing', {}, 'name'],
    ['an empty name', { name: ' ' }, 'name'],
    ['501 characters', { name: 'x'.repeat(501) }, 'name'],
    ['a name whose letters take too many bytes', { name: '가각갂갃간'.repeat(100) }, 'name'],
    ['a colour there is not', { name: 'x', colour: 'mauve' }, 'colour'],
    ['a field there is not', { name: 'x', icon: 'star' }, 'icon'],
  ])('refuses %s', async (_words, body, path) => {
    const answer = await make(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.path)).toContain(path);
  });

  it('is not a guest’s to change', async () => {
    const { id } = await made('not yours');
    expect((await make({ name: 'mine' }, guest)).status).toBe(403);
    expect((await http.send(guest, 'PATCH', `/api/tags/${id}`, { name: 'mine' })).status).toBe(403);
    expect((await http.send(guest, 'DELETE', `/api/tags/${id}`)).status).toBe(403);
  });
});

describe('the list of tags', () => {
  it('is in the order of names and counts the creators that its reader sees', async () => {
    const [b, a] = [await made('list b'), await made('list A')];
    const campaignId = await addCampaign(world, { access: 'invited', people: [guestId] });
    const [met, stranger] = [await addCreator(world), await addCreator(world)];
    await collaborate(world, { campaignId, creatorId: met });
    for (const [creator, tagIds] of [
      [met, [a.id]],
      [stranger, [a.id, b.id]],
    ] as const)
      await http.send(member, 'PATCH', `/api/creators/${creator}`, { tagIds });
    const shown = (page: { items: readonly { name: string; uses?: number }[] }) =>
      page.items.flatMap(({ name, uses }) => (name.startsWith('list') ? [[name, uses]] : []));
    expect(shown(await list())).toEqual([
      ['list A', 2],
      ['list b', 1],
    ]);
    expect(shown(await list(guest))).toEqual([['list A', 1]]);
    expect((await http.send(guest, 'GET', `/api/tags/${b.id}`)).status).toBe(404);
  });

  it('comes in pages', async () => {
    const all = await list(member, '?limit=200');
    const first = await list(member, '?limit=2');
    expect([first.items, first.total]).toEqual([all.items.slice(0, 2), all.total]);
    const second = await list(member, `?limit=2&cursor=${first.nextCursor}`);
    expect(second.items).toEqual(all.items.slice(2, 4));
    expect((await http.send(member, 'GET', '/api/tags?limit=201')).status).toBe(422);
    expect((await http.send(member, 'GET', '/api/tags?colour=red')).status).toBe(422);
  });
});

describe('tags of a creator', () => {
  it('are the whole list, by name, and leave with a removed tag', async () => {
    const [x, y] = [await made('worn y'), await made('worn x')];
    const creator = (
      await http.send(member, 'POST', '/api/creators', {
        name: 'Tagged',
        handles: [{ platform: 'X', handle: uuidv7() }],
        tagIds: [x.id, x.id, y.id],
      })
    ).body.creator;
    expect(creator.tags.map((tag) => tag.name)).toEqual(['worn x', 'worn y']);
    const patch = (body: object) => http.send(member, 'PATCH', `/api/creators/${creator.id}`, body);
    expect((await patch({ tagIds: [x.id] })).body.creator.tags).toEqual([
      { id: x.id, name: 'worn y', colour: 'grey' },
    ]);
    const unknown = await patch({ name: 'Kept', tagIds: [y.id, uuidv7()] });
    expect([unknown.status, unknown.body.errors[0]?.path]).toEqual([422, 'tagIds.1']);
    const since = await head();
    await http.send(member, 'DELETE', `/api/tags/${x.id}`);
    expect([...(await announced(since))]).toEqual([{ kind: 'tag', id: x.id }]);
    const read = await http.send(member, 'GET', `/api/creators/${creator.id}`);
    expect(read.body).toMatchObject({ name: 'Tagged', tags: [] });
  });
});

describe('the tag of an outcome', () => {
  const patch = (body: object, token = owner) => http.send(token, 'PATCH', '/api/workspace', body);
  const chosen = async () => (await http.send(owner, 'GET', '/api/workspace')).body.tagOnOutcome;

  it('is set one by one, by owners and admins, and empties with its tag', async () => {
    const [done, off] = [await made('outcome done'), await made('outcome off')];
    expect((await patch({ tagOnOutcome: { Completed: done.id } }, member)).status).toBe(403);
    expect((await patch({ tagOnOutcome: { Completed: done.id } })).status).toBe(200);
    await patch({ tagOnOutcome: { Cancelled: off.id } });
    expect(await chosen()).toEqual({ Completed: done.id, Cancelled: off.id });
    const since = await head();
    await http.send(member, 'DELETE', `/api/tags/${done.id}`);
    expect(await chosen()).toEqual({ Completed: null, Cancelled: off.id });
    expect((await announced(since)).map(({ kind }) => kind)).toEqual(['tag', 'settings']);
    await patch({ tagOnOutcome: { Cancelled: null } });
    expect(await chosen()).toEqual({ Completed: null, Cancelled: null });
  });

  it.each([
    [{ Completed: uuidv7() }, 'tagOnOutcome.Completed'],
    [{ Fulfilling: null }, 'tagOnOutcome.Fulfilling'],
    [{ Completed: 'done' }, 'tagOnOutcome.Completed'],
  ])('refuses %j', async (tagOnOutcome, path) => {
    const answer = await patch({ tagOnOutcome });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.path)).toContain(path);
  });
});
