import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollaborationPage } from '@parley/domain/view';
import type { Reader } from '../../src/access/reader.ts';
import { changeCampaign } from '../../src/campaigns/write-campaign.ts';
import { creatorListQuery, readCreatorList } from '../../src/read/creator-list.ts';
import { collaborationList } from '../../src/read/list/collaboration-list.ts';
import { listQuery, SORT_KEYS } from '../../src/read/list/list-query.ts';
import { addCampaign, addCreator, addReader, collaborate, makeWorld, type World } from './world.ts';

let world: World;
let owner: Reader;
beforeAll(async () => {
  world = await makeWorld();
  owner = await addReader(world, 'owner');
});
afterAll(() => world.close());

const cursorContent = z.tuple([z.string(), z.looseObject({ values: z.array(z.number()) })]);
type Query = Record<string, string | string[]>;
async function list(query: Query = {}, reader = owner): Promise<CollaborationPage> {
  const page = await collaborationList(world.sql, reader, listQuery.parse(query));
  expect(page.cursor).toMatch(/^[0-9a-f-]{36}\.\d+$/);
  return page.value;
}
const ids = (page: CollaborationPage) => page.items.map((row) => row.id);
const EUR = (amountCents: number) => ({ compensation: { amountCents, currency: 'EUR' as const } });

async function walk(query: Query): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: CollaborationPage = await list({
      ...query,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...ids(page));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

describe('a list of collaborations', () => {
  let campaignId: string;
  let made: string[];
  beforeAll(async () => {
    campaignId = await addCampaign(world, { name: 'Élan' });
    const start = async (name: string) => ({
      campaignId,
      creatorId: await addCreator(world, name),
    });
    const change = (to: 'Negotiating' | 'Fulfilling' | 'Completed', hoursAgo: number) =>
      ({ name: 'changeStatus', body: { to }, hoursAgo }) as const;
    const stalled = await collaborate(
      world,
      { ...(await start('Cleo Marsh')), hoursAgo: 300, terms: EUR(500) },
      change('Negotiating', 200),
    );
    const older = await collaborate(
      world,
      { ...(await start('Bo Lindqvist')), hoursAgo: 400, terms: EUR(9_000) },
      change('Negotiating', 250),
    );
    const fresh = await collaborate(world, {
      ...(await start('Ana Öz')),
      hoursAgo: 30,
      terms: { compensation: { amountCents: 700, currency: 'USD' } },
    });
    const working = await collaborate(
      world,
      {
        ...(await start('dora Zimm')),
        hoursAgo: 20,
        terms: { deliverables: [{ type: 'Reel', quantity: 1, dueOn: '2999-01-01' }] },
      },
      change('Fulfilling', 2),
    );
    const done = await collaborate(
      world,
      { ...(await start('Ezra Quill')), hoursAgo: 50 },
      change('Completed', 10),
    );
    made = [stalled.id, older.id, fresh.id, working.id, done.id];
  });
  const named = (...wanted: number[]) => wanted.map((index) => made[index]);

  it('shows first what holds, oldest first, then the newest change', async () => {
    expect(ids(await list({ campaign: campaignId }))).toEqual(named(1, 0, 3, 4, 2));
    expect(ids(await list({ campaign: campaignId, sort: '-attention' }))).toEqual(
      named(2, 4, 3, 0, 1),
    );
    expect(ids(await list({ campaign: campaignId, attention: 'true' }))).toEqual(named(1, 0));
  });

  it.each([
    ['created', [1, 0, 4, 2, 3]],
    ['-created', [3, 2, 4, 0, 1]],
    ['-updated', [3, 4, 2, 0, 1]],
    ['status', [2, 0, 1, 3, 4]],
    ['compensation', [0, 1, 2, 3, 4]],
    ['-compensation', [2, 1, 0, 3, 4]],
    ['due', [3, 0, 1, 2, 4]],
    ['creator', [2, 1, 0, 3, 4]],
    ['-creator', [4, 3, 0, 1, 2]],
    ['campaign', [0, 1, 2, 3, 4]],
  ])('sorts by %s', async (sort, order) => {
    expect(ids(await list({ campaign: campaignId, sort }))).toEqual(named(...order));
  });

  it.each(SORT_KEYS.flatMap((key) => [key, `-${key}`]))(
    'pages by %s with cursor and with offset alike',
    async (sort) => {
      const whole = ids(await list({ campaign: campaignId, sort }));
      expect(await walk({ campaign: campaignId, sort, limit: '2' })).toEqual(whole);
      const byOffset = await Promise.all(
        ['0', '2', '4'].map((offset) => list({ campaign: campaignId, sort, limit: '2', offset })),
      );
      expect(byOffset.flatMap(ids)).toEqual(whole);
      expect(ids(await list({ campaign: campaignId, sort, offset: '5' }))).toEqual([]);
    },
  );

  it('counts and sums whatever the status filter, per currency', async () => {
    const page = await list({
      campaign: campaignId,
      status: ['Negotiating', 'Pending'],
      limit: '1',
    });
    expect(page.total).toBe(3);
    expect(page.counts).toEqual({
      Pending: 1,
      Negotiating: 2,
      Fulfilling: 1,
      Completed: 1,
      Cancelled: 0,
    });
    expect(page.sums).toEqual({
      Pending: [{ currency: 'USD', amountCents: 700 }],
      Negotiating: [{ currency: 'EUR', amountCents: 9_500 }],
      Fulfilling: [],
      Completed: [],
      Cancelled: [],
    });
  });

  it('finds names whatever case and accents, handles with @, campaigns, and what is nearly spelled so', async () => {
    const q = async (text: string) => new Set(ids(await list({ campaign: campaignId, q: text })));
    expect(await q('ana oz')).toEqual(new Set(named(2)));
    expect(await q('ELAN')).toEqual(new Set(made));
    expect(await q('lindqvist elan')).toEqual(new Set(named(1)));
    expect(await q('lindkvist')).toEqual(new Set(named(1)));
    expect(await q('n%a')).toEqual(new Set());
    const handle = `Shown_${Date.now()}`;
    const row = await collaborate(world, {
      campaignId: await addCampaign(world),
      creatorId: await addCreator(world, 'Fay', handle),
    });
    expect(ids(await list({ q: `@${handle.toUpperCase()}` }))).toEqual([row.id]);
  });

  it('filters by none and by values together', async () => {
    const member = await addReader(world, 'member');
    const campaign = await addCampaign(world, { name: 'Owners' });
    const creatorId = await addCreator(world);
    const mine = await collaborate(world, {
      campaignId: campaign,
      creatorId,
      ownerId: member.personId,
      shipsProduct: true,
    });
    const nobodys = await collaborate(world, {
      campaignId: campaign,
      creatorId: await addCreator(world),
    });
    expect(ids(await list({ campaign, owner: 'none' }))).toEqual([nobodys.id]);
    expect(ids(await list({ campaign, owner: member.personId }))).toEqual([mine.id]);
    expect((await list({ campaign, owner: ['none', member.personId] })).total).toBe(2);
    expect(ids(await list({ campaign, delivery: 'Pending' }))).toEqual([mine.id]);
    expect(ids(await list({ campaign, delivery: 'none' }))).toEqual([nobodys.id]);
    expect((await list({ campaign, tag: 'none', validation: 'none' })).total).toBe(2);
    expect(ids(await list({ creator: creatorId }))).toEqual([mine.id]);
  });
});

it('counts anew after every change', async () => {
  const campaignId = await addCampaign(world, { name: 'Growing' });
  const totals = async () => (await list({ q: 'growing' })).counts.Pending;
  expect([await totals(), await totals()]).toEqual([0, 0]);
  await collaborate(world, { campaignId, creatorId: await addCreator(world) });
  expect([await totals(), await totals()]).toEqual([1, 1]);
  await world.sql.begin((sql) => changeCampaign(sql, campaignId, { status: 'Archived' }));
  expect(await totals()).toBe(0);
});

it('finds a part of a name that hundreds of creators share', async () => {
  const campaignId = await addCampaign(world, { name: 'Many' });
  await world.sql`
    insert into creators (id, name) select gen_random_uuid(), 'Shared ' || n from generate_series(1, 600) n`;
  const made = await collaborate(world, {
    campaignId,
    creatorId: await addCreator(world, 'Last SHARED'),
  });
  expect(ids(await list({ q: 'share' }))).toEqual([made.id]);
  const byName = creatorListQuery.parse({ q: 'share', limit: '1' });
  expect((await readCreatorList(world.sql, owner, byName)).total).toBe(601);
});

describe('a cursor', () => {
  it('neither repeats nor skips a row while others are made', async () => {
    const campaignId = await addCampaign(world, { name: 'Moving' });
    const add = async () =>
      (await collaborate(world, { campaignId, creatorId: await addCreator(world), hoursAgo: 1 }))
        .id;
    const before = [await add(), await add(), await add(), await add(), await add()];
    for (const sort of ['attention', '-created', 'created', 'creator']) {
      const first = await list({ campaign: campaignId, sort, limit: '2' });
      await add();
      const rest = await list({
        campaign: campaignId,
        sort,
        limit: '200',
        cursor: first.nextCursor ?? '',
      });
      const seen = [...ids(first), ...ids(rest)];
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(before));
    }
  });

  it('belongs to its query', async () => {
    const cursor = (await list({ limit: '1' })).nextCursor ?? '';
    await expect(list({ limit: '2', cursor })).resolves.toBeDefined();
    for (const other of [{ sort: 'created' }, { status: 'Pending' }, { q: 'ana' }]) {
      await expect(list({ ...other, cursor })).rejects.toMatchObject({
        status: 422,
        parts: { errors: [{ path: 'cursor' }] },
      });
    }
    await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ status: 422 });
    const [mark, position] = cursorContent.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
    const forged = Buffer.from(
      JSON.stringify([mark, { ...position, values: ['no instant'] }]),
    ).toString('base64url');
    await expect(list({ cursor: forged })).rejects.toMatchObject({ status: 422 });
  });
});

describe('a query', () => {
  it.each([
    [{ status: 'Done' }, 'status'],
    [{ campaign: 'x' }, 'campaign'],
    [{ sort: 'name' }, 'sort'],
    [{ sort: ['due', 'created'] }, 'sort'],
    [{ limit: '201' }, 'limit'],
    [{ limit: '0' }, 'limit'],
    [{ attention: 'yes' }, 'attention'],
    [{ offset: '-1' }, 'offset'],
    [{ colour: 'red' }, ''],
  ])('%j is not valid', (query, path) => {
    const parsed = listQuery.safeParse(query);
    expect(parsed.error?.issues[0]?.path[0] ?? '').toBe(path);
    expect(parsed.success).toBe(false);
  });

  it.each(['campaign', 'creator', 'owner', 'tag'])(
    'names a %s that does not exist',
    async (path) => {
      const id = '0192f0c1-2345-7890-8abc-def012345678';
      await expect(list({ [path]: id })).rejects.toMatchObject({
        status: 422,
        parts: { errors: [{ path }] },
      });
    },
  );
});
