import { announce, FEED_LOCK } from '@parley/workflows/projection/store-changes';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { changeCampaign } from '../../src/campaigns/write-campaign.ts';
import { changeCreator } from '../../src/creators/write-creator.ts';
import { connect, type Queries, type Sql } from '../../src/db/connect.ts';
import { collaborationCounts, countsQuery } from '../../src/read/list/collaboration-counts.ts';
import { collaborationList } from '../../src/read/list/collaboration-list.ts';
import { listQuery, SORT_KEYS } from '../../src/read/list/list-query.ts';
import { changeTag, removeTag } from '../../src/tags/write-tag.ts';
import { changeWorkspace } from '../../src/workspace/change-workspace.ts';
import { recomputeRows } from '../../src/workspace/recompute-rows.ts';
import { addRandomRows, draws, type RandomRows, tagCreator } from './random-rows.ts';
import { addCampaign, addCreator, addReader, collaborate, makeWorld, type World } from './world.ts';

let world: World;
let owner: Reader;
let made: RandomRows;
beforeAll(async () => {
  world = await makeWorld();
  owner = await addReader(world, 'owner');
  made = await addRandomRows(world, draws(21), 40);
  await addNeighbours();
});
afterAll(() => world.close());

/** Two rows of which one needs attention first in UTC, the other one where days end later. */
async function addNeighbours(): Promise<void> {
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  const sixHoursAfter = Date.parse(`${day}T00:00:00Z`) + 30 * 3_600_000;
  const campaignId = await addCampaign(world, { name: 'Neighbours' });
  const start = async () => ({ campaignId, creatorId: await addCreator(world), hoursAgo: 1_000 });
  const due = { deliverables: [{ type: 'Reel', dueOn: day }] };
  await collaborate(
    world,
    { ...(await start()), terms: due },
    { name: 'changeStatus', body: { to: 'Fulfilling' } },
  );
  const hoursAgo = (Date.now() - sixHoursAfter) / 3_600_000 + 72;
  await collaborate(world, await start(), {
    name: 'changeStatus',
    body: { to: 'Negotiating' },
    hoursAgo,
  });
}

const SORTS = SORT_KEYS.flatMap((key) => [key, `-${key}`]);

/** Everything that lists and counts say, by whoever reads the database through this pool. */
async function told(sql: Sql): Promise<object> {
  const orders: Record<string, string[]> = {};
  for (const sort of SORTS) {
    const query = listQuery.parse({ sort, limit: '200' });
    const { value } = await collaborationList(sql, owner, query);
    orders[sort] = value.items.map(({ id }) => id);
  }
  const { value: shown } = await collaborationList(sql, owner, listQuery.parse({ limit: '200' }));
  const { value: counts } = await collaborationCounts(sql, owner, countsQuery.parse({}));
  return { orders, rows: shown.items, counts };
}

/** A pool that has read nothing yet reads everything anew. */
async function toldAnew(): Promise<object> {
  const fresh = connect(world.url);
  try {
    return await told(fresh);
  } finally {
    await fresh.end();
  }
}

describe('lists that followed a change say what lists read anew say', () => {
  const creator = (index: number) => made.creators[index] ?? '';
  const changes: [string, () => Promise<unknown>][] = [
    [
      'a new collaboration of new ones',
      async () =>
        await collaborate(world, {
          campaignId: await addCampaign(world, { name: 'Brand new' }),
          creatorId: await addCreator(world, 'Newest of all'),
        }),
    ],
    [
      'a creator gets another name',
      () => world.sql.begin((sql) => changeCreator(sql, creator(0), { name: 'Zz, last of all' })),
    ],
    [
      'a campaign gets another name',
      () =>
        world.sql.begin((sql) =>
          changeCampaign(sql, made.campaigns[0] ?? '', { name: 'Aa, first of all' }),
        ),
    ],
    [
      'a campaign is archived',
      () =>
        world.sql.begin((sql) =>
          changeCampaign(sql, made.campaigns[2] ?? '', { status: 'Archived' }),
        ),
    ],
    ['a creator gets a tag', () => tagCreator(world, creator(0), made.tags[1] ?? '')],
    [
      'a tag gets another name',
      () =>
        world.sql.begin((sql) =>
          changeTag(sql, owner, made.tags[1] ?? '', { name: 'Another name' }),
        ),
    ],
    ['a validator gets another name', () => renameValidator('Another validator')],
    [
      'somebody gets another name',
      () =>
        world.sql.begin(async (sql) => {
          await sql`update people set name = 'Another ' || name`;
          await announce(sql, { kind: 'member', id: owner.personId ?? '' });
        }),
    ],
    ['a collaboration moves', () => moveOne(1)],
    ['a tag is removed', () => world.sql.begin((sql) => removeTag(sql, made.tags[0] ?? ''))],
    ['a validation goes', () => validate(creator(1), null)],
    ['a validation comes', () => validate(creator(0), 3)],
    [
      'the time zone changes, and with it the ends of days',
      async () => {
        await world.sql.begin((sql) => changeWorkspace(sql, { timeZone: 'Pacific/Pago_Pago' }));
        await told(world.sql);
        await recomputeRows(world.sql);
      },
    ],
    [
      'so much changes that it is told as one',
      async () => {
        await world.sql.begin(async (sql) => {
          await sql`update creators set name = 'Renamed ' || name`;
          await announce(sql, { kind: 'everything', id: made.creators[0] ?? '' });
        });
      },
    ],
  ];

  async function renameValidator(name: string): Promise<void> {
    await world.sql.begin(async (sql) => {
      const [validator] = await sql<
        { id: string }[]
      >`update validators set name = ${name} returning id`;
      await announce(sql, { kind: 'validator', id: validator?.id ?? '' });
    });
  }

  async function validate(creatorId: string, score: number | null): Promise<void> {
    await world.sql.begin(async (sql) => {
      await sql`delete from validations where creator_id = ${creatorId}`;
      if (score !== null)
        await sql`
          insert into validations (validator_id, creator_id, score, reason, validator_version, profile_version)
          select id, ${creatorId}, ${score}, 'Because', 1, 1 from validators limit 1`;
      await announce(sql, { kind: 'creator', id: creatorId });
    });
  }

  it.each(changes)('%s', async (_, make) => {
    const before = await told(world.sql);
    await make();
    const after = await told(world.sql);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await toldAnew());
  });
});

/** Gives some open collaborations of the random rows a note of a later instant, one transaction each. */
async function moveOne(count: number, sql?: Queries): Promise<void> {
  const rows = await world.sql<{ id: string }[]>`
    select id from collaborations where status in ('Pending', 'Negotiating') order by id limit ${count}`;
  for (const { id } of rows)
    await (sql
      ? moveWithin(sql, id)
      : world.sql.begin((transaction) => moveWithin(transaction, id)));
}

async function moveWithin(sql: Queries, id: string): Promise<void> {
  await sql`
    update collaborations set version = version + 1, updated_at = now(),
      state = state || jsonb_build_object('version', version + 1) where id = ${id}`;
  await sql`select pg_advisory_xact_lock(${FEED_LOCK})`;
  await sql`
    insert into changes (kind, entity_id, campaign_id, version)
    select 'collaboration', id, campaign_id, version from collaborations where id = ${id}`;
}

it('rows are of the cursor they are told with, however much changes meanwhile', async () => {
  const query = listQuery.parse({ limit: '200', sort: '-updated' });
  const [start] = await world.sql<{ id: number }[]>`select max(id) as id from changes`;
  const feed = { isBusy: true };
  const changing = (async () => {
    for (let round = 0; round < 8; round += 1) await moveOne(8);
    feed.isBusy = false;
  })();
  const pages: Awaited<ReturnType<typeof collaborationList>>[] = [];
  while (feed.isBusy)
    pages.push(
      ...(await Promise.all([1, 2].map(() => collaborationList(world.sql, owner, query)))),
    );
  await changing;
  expect(new Set(pages.map(({ cursor }) => cursor)).size).toBeGreaterThan(3);
  for (const { value, cursor } of pages) {
    const told = await world.sql<{ id: string; version: number }[]>`
      select distinct on (entity_id) entity_id as id, version from changes
      where kind = 'collaboration' and id > ${start?.id ?? 0} and id <= ${Number(cursor.split('.')[1])} order by entity_id, changes.id desc`;
    const versions = new Map(told.map(({ id, version }) => [id, version]));
    const shown = value.items.filter(({ id }) => versions.has(id));
    expect(shown.map(({ id, version }) => [id, version])).toEqual(
      shown.map(({ id }) => [id, versions.get(id)]),
    );
  }
});

it('a change between the two statements of an answer is not half in it', async () => {
  const fresh = connect(world.url);
  await collaborationList(fresh, owner, listQuery.parse({ limit: '1', status: 'Completed' }));
  const query = listQuery.parse({ limit: '200', status: ['Pending', 'Negotiating'] });
  // Names cannot be read until the change is there, where the list stands can.
  const answer = await world.sql.begin(async (sql) => {
    await sql`lock table validations in access exclusive mode`;
    const asked = collaborationList(fresh, owner, query);
    await vi.waitFor(async () => {
      const waiting = await sql`
        select 1 from pg_locks where not granted and relation = 'validations'::regclass`;
      expect(waiting).toHaveLength(1);
    });
    await moveOne(1, sql);
    return { asked };
  });
  const { cursor, value } = await answer.asked;
  const [newest] = await world.sql<{ id: string; version: number; feed: number }[]>`
    select entity_id as id, version, changes.id as feed from changes order by changes.id desc limit 1`;
  expect(cursor.split('.')[1]).toBe(String(newest?.feed));
  expect(value.items.find(({ id }) => id === newest?.id)?.version).toBe(newest?.version);
  await fresh.end();
});

it('what lists have shown is told again without reading it, until it changes', async () => {
  const query = listQuery.parse({});
  const { value } = await collaborationList(world.sql, owner, query);
  const first = value.items[0]?.id ?? '';
  // Written past the product: only what is read again shows it.
  await world.sql`update collaborations set state = state || '{"cancelReason": "Read again"}' where id = ${first}`;
  const reasonOf = async () => {
    const page = await collaborationList(world.sql, owner, query);
    return page.value.items.find(({ id }) => id === first)?.cancelReason;
  };
  expect(await reasonOf()).not.toBe('Read again');
  await world.sql.begin(async (sql) => {
    const [row] = await sql<
      { campaign_id: string }[]
    >`select campaign_id from collaborations where id = ${first}`;
    await sql`insert into changes (kind, entity_id, campaign_id) values ('collaboration', ${first}, ${row?.campaign_id ?? ''})`;
  });
  expect(await reasonOf()).toBe('Read again');
});

it('every page is of one snapshot, however much changes meanwhile', async () => {
  const campaignId = await addCampaign(world, { name: 'Busy' });
  const creatorIds = await Promise.all(
    Array.from({ length: 12 }, (_, index) => addCreator(world, `Busy ${index}`)),
  );
  const making = creatorIds.map((creatorId) => collaborate(world, { campaignId, creatorId }));
  const query = listQuery.parse({ campaign: campaignId, limit: '200' });
  const pages = await Promise.all(
    Array.from({ length: 24 }, () => collaborationList(world.sql, owner, query)),
  );
  await Promise.all(making);
  for (const { value, cursor } of pages) {
    const [seen] = await world.sql<{ count: number }[]>`
      select count(*) as count from changes where kind = 'collaboration' and campaign_id = ${campaignId}
        and id <= ${Number(cursor.split('.')[1])}`;
    expect([value.items.length, value.total]).toEqual([seen?.count, seen?.count]);
  }
});
