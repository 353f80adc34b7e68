import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { makeHttp, tokenOf, type Http } from '../read/http.ts';
import { addCampaign, addReader, collaborate, makeWorld, type World } from '../read/world.ts';

let world: World;
let http: Http;
let member: string;
let guest: string;
beforeAll(async () => {
  world = await makeWorld();
  http = makeHttp(world);
  member = await tokenOf(world, await addReader(world, 'member'));
  guest = await tokenOf(world, await addReader(world, 'guest'));
});
afterAll(() => world.close());

async function made(body: object): Promise<string> {
  const handles = [{ platform: 'X', handle: uuidv7() }];
  const answer = await http.send(member, 'POST', '/api/creators', {
    name: uuidv7(),
    handles,
    ...body,
  });
  return answer.body.creator.id;
}
const merge = (id: string, intoId: string, token = member) =>
  http.send(token, 'POST', `/api/creators/${id}/merge`, { intoId });
const works = async (creatorId: string) =>
  collaborate(world, { campaignId: await addCampaign(world), creatorId });

describe('merging two creators', () => {
  it('moves handles and tags, fills what is empty, and lets the other one go', async () => {
    const tag = (await http.send(member, 'POST', '/api/tags', { name: 'merged' })).body.tag;
    const into = await made({
      name: 'Ada',
      bio: 'Hers',
      handles: [{ platform: 'X', handle: 'ada' }],
      contact: { email: 'ada@example.com' },
    });
    const going = await made({
      name: 'Ada N.',
      bio: 'Theirs',
      country: 'Peru',
      handles: [
        { platform: 'TikTok', handle: 'ada', followers: 5 },
        { platform: 'X', handle: 'ada2' },
      ],
      contact: { email: 'other@example.com', phone: '1' },
      tagIds: [tag.id],
    });
    await works(into);
    const answer = await merge(going, into);
    expect(answer.status).toBe(200);
    const { creator } = answer.body;
    expect(creator).toMatchObject({ id: into, name: 'Ada', bio: 'Hers', country: 'Peru' });
    expect(creator.contact).toMatchObject({ email: 'ada@example.com', phone: '1' });
    expect(creator.handles.map(({ platform, handle }) => `${platform} ${handle}`)).toEqual([
      'X ada',
      'TikTok ada',
      'X ada2',
    ]);
    expect(creator.tags).toEqual([{ id: tag.id, name: 'merged', colour: 'grey' }]);
    expect((await http.send(member, 'GET', `/api/creators/${going}`)).status).toBe(404);
    const told = await world.sql`select entity_id as id from changes c order by c.id desc limit 2`;
    expect(told.map((row): unknown => row['id'])).toEqual([into, going]);
  });

  it('refuses to let one with collaborations go, and says whether the other one could', async () => {
    const [used, free, other] = [await made({}), await made({}), await made({})];
    await works(used);
    await works(other);
    const reversible = await merge(used, free);
    expect([reversible.status, reversible.body]).toMatchObject([
      409,
      { code: 'CREATOR_HAS_COLLABORATIONS', canReverse: true },
    ]);
    expect((await merge(used, other)).body).toMatchObject({ canReverse: false });
    expect((await merge(free, used)).status).toBe(200);
  });

  it('refuses what is no creator, itself, and a guest', async () => {
    const [a, b] = [await made({}), await made({})];
    expect((await merge(uuidv7(), a)).status).toBe(404);
    for (const intoId of [a, uuidv7()]) {
      const answer = await merge(a, intoId);
      expect([answer.status, answer.body.errors[0]?.path]).toEqual([422, 'intoId']);
    }
    expect((await merge(a, b, guest)).status).toBe(403);
  });

  it('of two who merge a pair in both directions at once one is right', async () => {
    const [a, b] = [await made({}), await made({})];
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.map(({ status }) => status).toSorted()).not.toEqual([200, 200]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });
});

describe('likely duplicates', () => {
  it('are found by name, mail address and handle, each with the oldest of its kind', async () => {
    const handle = (platform: string) => ({ handles: [{ platform, handle: 'dup.le' }] });
    const first = await made({ name: 'Éva Dup', ...handle('X'), contact: { email: 'E@dup.com' } });
    const second = await made({ name: 'eva dup', contact: { email: 'e@dup.com' } });
    const third = await made({ name: 'Someone', ...handle('Twitch') });
    const answer = await http.send(member, 'GET', '/api/creators/duplicates');
    expect([answer.status, answer.cursor]).toEqual([200, expect.stringMatching(/\.\d+$/)]);
    const pairs = answer.body.items.map(({ creators, reasons }) => ({
      ids: creators.map(({ id }) => id),
      reasons,
    }));
    expect(pairs).toHaveLength(2);
    expect(pairs).toContainEqual({ ids: [first, second], reasons: ['email', 'name'] });
    expect(pairs).toContainEqual({ ids: [first, third], reasons: ['handle'] });
    expect(answer.body.total).toBe(2);
    expect((await http.send(guest, 'GET', '/api/creators/duplicates')).status).toBe(403);
  });
});
