import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { makeHttp, tokenOf, type Http } from '../read/http.ts';
import { addCreator, addReader, makeWorld, type World } from '../read/world.ts';

let world: World;
let http: Http;
let member: string;
let guest: string;
let tags: readonly string[];
beforeAll(async () => {
  world = await makeWorld();
  http = makeHttp(world);
  member = await tokenOf(world, await addReader(world, 'member'));
  guest = await tokenOf(world, await addReader(world, 'guest'));
  const made = [];
  for (const name of ['one', 'two', 'three'])
    made.push((await http.send(member, 'POST', '/api/tags', { name })).body.tag.id);
  tags = made;
});
afterAll(() => world.close());

const tag = (body: object, token = member, headers = {}) =>
  http.send(token, 'POST', '/api/creators/tags', body, headers);
const tagsOf = async (id: string) =>
  (await http.send(member, 'GET', `/api/creators/${id}`)).body.tags.map(({ name }) => name);
const announced = async (since: number) =>
  (
    await world.sql<{ id: string }[]>`
      select entity_id as id from changes c where c.id > ${since} and kind = 'creator'`
  )
    .map(({ id }) => id)
    .toSorted();
const head = async () =>
  (await world.sql<{ id: number }[]>`select coalesce(max(id), 0) as id from changes`)[0]?.id ?? 0;

describe('tags of many creators', () => {
  it('come and go at once, those not named stay, and only changed creators are announced', async () => {
    const [a, b, c] = [await addCreator(world), await addCreator(world), await addCreator(world)];
    const [one = '', two = '', three = ''] = tags;
    await tag({ creatorIds: [a], add: [one, three] });
    await tag({ creatorIds: [b], add: [two] });
    const since = await head();
    const answer = await tag({ creatorIds: [a, b, c, a], add: [two], remove: [one] });
    expect([answer.status, answer.body]).toEqual([200, { changed: 2 }]);
    expect([await tagsOf(a), await tagsOf(b), await tagsOf(c)]).toEqual([
      ['three', 'two'],
      ['two'],
      ['two'],
    ]);
    expect(await announced(since)).toEqual([a, c].toSorted());
    expect((await tag({ creatorIds: [a, b, c], add: [two], remove: [one] })).body.changed).toBe(0);
  });

  it('are given to those that a filter selects', async () => {
    const [in1, in2, out] = [
      await addCreator(world, 'Filter Aa'),
      await addCreator(world, 'Filter Bb'),
      await addCreator(world, 'Other Cc'),
    ];
    const answer = await tag({ filter: { q: 'filter' }, add: tags });
    expect(answer.body.changed).toBe(2);
    expect(
      [await tagsOf(in1), await tagsOf(in2), await tagsOf(out)].map((all) => all.length),
    ).toEqual([3, 3, 0]);
  });

  it('of more than 500 creators are told as one', async () => {
    const rows = Array.from({ length: 501 }, () => ({ id: uuidv7(), name: 'Crowd' }));
    await world.sql`insert into creators ${world.sql(rows)}`;
    const since = await head();
    const answer = await tag({ filter: { q: 'crowd' }, add: tags.slice(0, 1) });
    expect(answer.body.changed).toBe(501);
    const told = await world.sql`select kind from changes c where c.id > ${since}`;
    expect(told.map((row): unknown => row['kind'])).toEqual(['everything']);
  });

  it('change once per Idempotency-Key', async () => {
    const creator = await addCreator(world);
    const key = { 'idempotency-key': uuidv7() };
    const [add] = [tags.slice(0, 1)];
    const first = await tag({ creatorIds: [creator], add }, member, key);
    await tag({ creatorIds: [creator], remove: add });
    const again = await tag({ creatorIds: [creator], add }, member, key);
    expect([again.body, await tagsOf(creator)]).toEqual([first.body, []]);
  });

  it('many people at once end with every change made', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => addCreator(world)));
    const answers = await Promise.all(
      tags.flatMap((add) => [
        tag({ creatorIds: ids, add: [add] }),
        tag({ creatorIds: ids.toReversed(), add: [add] }),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect((await tagsOf(ids[5] ?? '')).length).toBe(3);
  });

  it.each([
    ['no creators', () => ({ add: tags }), ''],
    ['ids and a filter', () => ({ creatorIds: [uuidv7()], filter: {}, add: tags }), ''],
    ['a creator there is not', () => ({ creatorIds: [uuidv7()], add: tags }), 'creatorIds.0'],
    ['nothing to change', () => ({ filter: {} }), ''],
    ['a tag there is not', () => ({ filter: {}, add: [tags[0], uuidv7()] }), 'add.1'],
    ['a tag there is not, taken', () => ({ filter: {}, remove: [uuidv7()] }), 'remove.0'],
    ['a tag both ways', () => ({ filter: {}, add: tags, remove: tags }), 'remove'],
    ['a filter there is not', () => ({ filter: { hue: 1 }, add: tags }), 'filter.hue'],
  ])('refuse %s', async (_words, body, path) => {
    const answer = await tag(body());
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.path)).toContain(path);
  });

  it('are not a guest’s to change', async () => {
    expect((await tag({ filter: {}, add: tags }, guest)).status).toBe(403);
  });
});

describe('the version of a profile', () => {
  const versionOf = async (id: string) =>
    (
      await world.sql<
        { version: number }[]
      >`select profile_version as version from creators where id = ${id}`
    )[0]?.version;
  const handle = { platform: 'X', handle: 'versioned', followers: 10 };

  it.each([
    ['name', { name: 'Other' }, 1],
    ['bio', { bio: 'Runs' }, 1],
    ['a country that was there', { country: 'Peru' }, 0],
    ['audience', { audience: 'Runners' }, 1],
    ['followers', { handles: [{ ...handle, followers: 11 }] }, 1],
    ['the same handles again', { handles: [handle] }, 0],
    ['contact', { contact: { email: 'new@example.com' } }, 0],
    ['tags', { tagIds: [] }, 0],
  ])('moves on with what validators read: %s', async (_words, body, moves) => {
    const made = await http.send(member, 'POST', '/api/creators', {
      name: 'Version',
      country: 'Peru',
      handles: [handle],
    });
    const { id } = made.body.creator;
    const before = (await versionOf(id)) ?? 0;
    expect((await http.send(member, 'PATCH', `/api/creators/${id}`, body)).status).toBe(200);
    expect((await versionOf(id)) ?? 0).toBe(before + moves);
    await http.send(member, 'DELETE', `/api/creators/${id}`);
  });
});
