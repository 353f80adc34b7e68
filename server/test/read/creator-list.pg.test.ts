import type { CreatorCounts, CreatorListItem } from '@parley/domain/view';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { creatorExportQuery, exportCreators } from '../../src/exports/export-creators.ts';
import { readCreatorCounts } from '../../src/read/creator-counts.ts';
import { creatorFilter } from '../../src/read/creator-filter.ts';
import { creatorListQuery, readCreatorList } from '../../src/read/creator-list.ts';
import { pageCursor } from '../../src/read/page-cursor.ts';
import { addRandomRows, draws, type RandomRows } from './random-rows.ts';
import { addReader, makeWorld, type World } from './world.ts';

let world: World;
let owner: Reader;
let made: RandomRows;
beforeAll(async () => {
  world = await makeWorld();
  owner = await addReader(world, 'owner');
  made = await addRandomRows(world, draws(9), 30);
  const { sql } = world;
  for (const [index, id] of made.creators.entries()) {
    // The last two have neither figures nor a country.
    const isKnown = index < 7;
    await sql`
      update creator_handles set followers = ${isKnown ? 1_000 * index : null},
        engagement_percent = ${isKnown ? index + 0.5 : null} where creator_id = ${id}`;
    await sql`update creators set country = ${isKnown ? (['Brazil', 'brazil', 'Österreich'][index % 3] ?? null) : null} where id = ${id}`;
    if (index % 2 === 0)
      await sql`
        insert into creator_handles (creator_id, position, platform, handle, followers)
        values (${id}, 1, 'TikTok', ${`tik${index}`}, ${100_000 * index})`;
  }
});
afterAll(() => world.close());

type Query = Record<string, string | string[]>;
const page = (query: Query = {}, reader = owner) =>
  readCreatorList(world.sql, reader, creatorListQuery.parse(query));
const all = async (reader = owner) => (await page({ limit: '200' }, reader)).items;
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const most = (values: readonly (number | null)[]) =>
  values.reduce<number | null>(
    (top, value) => (value === null ? top : Math.max(value, top ?? value)),
    null,
  );
const counted = ({ collaborations: { open, completed, cancelled } }: CreatorListItem) =>
  open + completed + cancelled;

describe('a list of creators', () => {
  const filters: [Query, (item: CreatorListItem) => boolean][] = [
    [{ platform: 'TikTok' }, ({ handles }) => handles.some((one) => one.platform === 'TikTok')],
    [
      { followersMin: '3000' },
      ({ handles }) => handles.some((one) => (one.followers ?? -1) >= 3_000),
    ],
    [
      { followersMin: '2000', followersMax: '4000' },
      ({ handles }) =>
        handles.some(
          ({ followers }) => followers !== null && followers >= 2_000 && followers <= 4_000,
        ),
    ],
    [
      { platform: 'Instagram', followersMin: '5000' },
      ({ handles }) =>
        handles.some((one) => one.platform === 'Instagram' && (one.followers ?? -1) >= 5_000),
    ],
    [
      { engagementMin: '2.5', engagementMax: '4.5' },
      ({ handles }) =>
        handles.some(({ engagementPercent: of }) => of !== null && of >= 2.5 && of <= 4.5),
    ],
    [{ country: 'BRAZIL' }, ({ country }) => country?.toLowerCase() === 'brazil'],
    [
      { country: ['none', 'osterreich'] },
      ({ country }) => country === null || country === 'Österreich',
    ],
    [{ tag: 'none' }, ({ tags }) => tags.length === 0],
    [{ validation: 'none' }, ({ validation }) => validation === null],
    [
      { validation: ['1', '2'] },
      ({ validation }) => validation?.score === 1 || validation?.score === 2,
    ],
    [{ outcome: 'completed' }, ({ collaborations }) => collaborations.completed > 0],
    [
      { outcome: ['cancelled', 'open'] },
      ({ collaborations }) => collaborations.cancelled + collaborations.open > 0,
    ],
    [{ outcome: 'none' }, (item) => counted(item) === 0],
  ];

  it.each(filters)('filters by %j, for whoever asks', async (query, matches) => {
    for (const reader of [owner, made.member, made.guest]) {
      const wanted = (await all(reader)).filter(matches);
      const found = await page({ ...query, limit: '200' }, reader);
      expect(idsOf(found.items)).toEqual(idsOf(wanted));
      expect(found.total).toBe(wanted.length);
    }
  });

  it('filters by a tag, and refuses one that is not there', async () => {
    const tag = made.tags[0] ?? '';
    const wanted = (await all()).filter(({ tags }) => tags.some(({ id }) => id === tag));
    expect(idsOf((await page({ tag })).items)).toEqual(idsOf(wanted));
    await expect(page({ tag: made.campaigns[0] ?? '' })).rejects.toMatchObject({
      status: 422,
      parts: { errors: [{ path: 'tag' }] },
    });
  });

  it.each([
    ['followers', (item: CreatorListItem) => most(item.handles.map((one) => one.followers))],
    [
      'engagement',
      (item: CreatorListItem) => most(item.handles.map((one) => one.engagementPercent)),
    ],
    ['validation', (item: CreatorListItem) => item.validation?.score ?? null],
    ['collaborations', counted],
  ] as const)('sorts by %s, what has none last, by cursor as by offset', async (key, valueOf) => {
    for (const sign of ['', '-']) {
      const sort = `${sign}${key}`;
      const items = (await page({ sort })).items;
      const expected = (await all()).toSorted((a, b) => {
        const [x, y] = [valueOf(a), valueOf(b)];
        if (x === y) return a.id < b.id ? -1 : 1;
        if (x === null || y === null) return x === null ? 1 : -1;
        return sign === '' ? x - y : y - x;
      });
      expect(idsOf(items)).toEqual(idsOf(expected));
      const first = await page({ sort, limit: '4' });
      const rest = await page({ sort, limit: '4', cursor: first.nextCursor ?? '' });
      const third = await page({ sort, limit: '4', offset: '8' });
      expect(idsOf([...first.items, ...rest.items, ...third.items])).toEqual(idsOf(expected));
    }
  });

  it('counts collaborations only where the reader sees them', async () => {
    const [ofAll, ofGuest] = [await all(), await all(made.guest)];
    const sum = (items: readonly CreatorListItem[]) =>
      items.reduce((total, item) => total + counted(item), 0);
    expect(sum(ofAll)).toBe(30);
    const [row] = await world.sql<{ total: number }[]>`
      select count(*) as total from collaborations where campaign_id = ${made.campaigns[2] ?? ''}`;
    expect(sum(ofGuest)).toBe(row?.total);
  });

  it.each([
    [{ sort: 'luck' }, 'sort'],
    [{ followersMin: '-1' }, 'followersMin'],
    [{ engagementMax: '101' }, 'engagementMax'],
    [{ engagementMin: 'x' }, 'engagementMin'],
    [{ outcome: 'won' }, 'outcome'],
    [{ validation: '4' }, 'validation'],
    [{ tag: 'x' }, 'tag'],
  ])('%j is not valid', (query, path) => {
    expect(creatorListQuery.safeParse(query).error?.issues[0]?.path[0]).toBe(path);
  });
});

it('says how many there are beyond its end, and takes no cursor of another kind', async () => {
  for (const sort of ['name', '-collaborations'])
    expect(await page({ sort, offset: '1000' })).toMatchObject({ items: [], total: 9 });
  const { sort, limit: _limit, ...rest } = creatorListQuery.parse({ sort: 'followers' });
  const cursor = pageCursor(['creators', { sort, ...rest }], { value: 'x', id: made.creators[0] });
  await expect(page({ sort: 'followers', cursor })).rejects.toThrow();
  const named = pageCursor(['creators', { sort, ...rest }], { value: '5', id: made.creators[0] });
  expect((await page({ sort: 'followers', cursor: named })).total).toBe(9);
});

describe('counts of creators', () => {
  const counts = (query: Query, reader = owner): Promise<CreatorCounts> =>
    readCreatorCounts(world.sql, reader, creatorFilter.parse(query));

  it.each([
    {},
    { platform: 'TikTok' },
    { country: 'brazil', validation: 'none' },
    { followersMin: '3000' },
    { tag: 'none', outcome: 'open' },
    {
      platform: 'TikTok',
      country: 'brazil',
      tag: 'none',
      followersMin: '1',
      validation: ['none', '2'],
    },
    { q: 'creator', platform: 'Instagram', outcome: ['completed', 'none'] },
  ] satisfies Query[])('say what a list with the value would hold: %j', async (query) => {
    for (const reader of [owner, made.guest]) {
      const found = await counts(query, reader);
      expect(found.total).toBe((await page(query, reader)).total);
      for (const facet of ['platform', 'country', 'tag'] as const) {
        for (const { value, count } of found[facet])
          expect([facet, value, count]).toEqual([
            facet,
            value,
            (await page({ ...query, [facet]: value }, reader)).total,
          ]);
      }
    }
  });

  it('name tags in order, and write a country as most do', async () => {
    const found = await counts({});
    expect(found.tag.map(({ name, colour }) => [name, colour])).toEqual([
      [null, null],
      ['Tag 0', 'teal'],
      ['Tag 1', 'teal'],
    ]);
    expect(found.country.map(({ value }) => value)).toEqual(['none', 'Brazil', 'Österreich']);
  });
});

describe('an export of creators', () => {
  const lines = async (query: Query, reader: Reader) => {
    const answer = await exportCreators(world.sql, reader, creatorExportQuery.parse(query));
    return parse<Record<string, string>>(await answer.text(), { bom: true, columns: true });
  };

  it('holds what the list holds, in its order; contacts only for the team', async () => {
    for (const reader of [owner, made.guest]) {
      const wanted = (await page({ sort: '-followers', limit: '200' }, reader)).items;
      const found = await lines({ sort: '-followers' }, reader);
      expect(found.map((line) => line['Id'])).toEqual(idsOf(wanted));
      expect(found.map((line) => line['E-mail'])).toEqual(
        wanted.map(({ contact }) => contact?.email ?? ''),
      );
      expect(new Set(found.map((line) => line['E-mail']))).toEqual(
        new Set([reader === owner ? 'ada@example.com' : '']),
      );
    }
  });
});
