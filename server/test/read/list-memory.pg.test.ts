import { announce } from '@parley/workflows/projection/store-changes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { changeCampaign } from '../../src/campaigns/write-campaign.ts';
import { changeCreator } from '../../src/creators/write-creator.ts';
import { connect, type Sql } from '../../src/db/connect.ts';
import { collaborationCounts, countsQuery } from '../../src/read/list/collaboration-counts.ts';
import { collaborationList } from '../../src/read/list/collaboration-list.ts';
import { listQuery, SORT_KEYS } from '../../src/read/list/list-query.ts';
import { removeTag } from '../../src/tags/write-tag.ts';
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
  const { value: counts } = await collaborationCounts(sql, owner, countsQuery.parse({}));
  return { orders, counts };
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
