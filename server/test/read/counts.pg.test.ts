import type { CollaborationCounts, CollaborationRow } from '@parley/domain/view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { collaborationCounts, countsQuery } from '../../src/read/list/collaboration-counts.ts';
import { collaborationList } from '../../src/read/list/collaboration-list.ts';
import { type ListFilter, listFilter, listQuery } from '../../src/read/list/list-query.ts';
import { type Facet, FACETS } from '../../src/read/list/checks.ts';
import { countsBy, FIXED_VALUES, stays } from './brute-force.ts';
import { addRandomRows, type Draw, draws, type RandomRows, tagCreator } from './random-rows.ts';
import { addReader, makeWorld, type World } from './world.ts';

let world: World;
let owner: Reader;
let made: RandomRows;
const draw = draws(7);
beforeAll(async () => {
  world = await makeWorld('Europe/Vienna');
  owner = await addReader(world, 'owner');
  made = await addRandomRows(world, draw, 90);
});
afterAll(() => world.close());

async function rows(reader: Reader, query: object = {}): Promise<readonly CollaborationRow[]> {
  const wanted = listQuery.parse({ limit: '200', ...query });
  return (await collaborationList(world.sql, reader, wanted)).value.items;
}
const counts = async (reader: Reader, query: object): Promise<CollaborationCounts> =>
  (await collaborationCounts(world.sql, reader, countsQuery.parse(query))).value;

/** Every value of a filter that can be asked for. */
function valuesOf(facet: Facet): readonly string[] {
  switch (facet) {
    case 'campaign':
      return made.campaigns.slice(0, 3);
    case 'creator':
      return made.creators;
    case 'owner':
      return ['none', ...made.owners];
    case 'tag':
      return ['none', ...made.tags];
    default:
      return FIXED_VALUES[facet];
  }
}

/** A query that names up to two values of some of the filters. */
function randomQuery(pick: Draw): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const facet of FACETS) {
    const values = valuesOf(facet);
    const any = () => values[pick(values.length)] ?? '';
    if (pick(3) === 0) query[facet] = facet === 'unpaid' || pick(2) === 0 ? any() : [any(), any()];
  }
  return query;
}

function expectCounts(
  found: CollaborationCounts,
  all: readonly CollaborationRow[],
  filter: ListFilter,
): void {
  const now = Date.now();
  expect(found.total).toBe(all.filter((row) => stays(row, filter, now)).length);
  for (const facet of FACETS) {
    const some = found[facet].filter(({ count }) => count > 0);
    expect({ [facet]: Object.fromEntries(some.map(({ value, count }) => [value, count])) }).toEqual(
      {
        [facet]: countsBy(all, filter, facet, now),
      },
    );
  }
}

describe('lists and counts agree with the rows', () => {
  it.each(Array.from({ length: 30 }, (_, index) => index))(
    'whatever is asked for: %i',
    async () => {
      const query = randomQuery(draw);
      const filter = listFilter.parse(query);
      const names = filter.campaign.length > 0;
      const all = (await rows(owner, names ? { campaign: made.campaigns } : {})).filter(
        (row) => names || row.campaign.id !== made.campaigns[3],
      );
      const left = await rows(owner, query);
      expect(left.map(({ id }) => id).toSorted()).toEqual(
        all
          .filter((row) => stays(row, filter, Date.now()))
          .map(({ id }) => id)
          .toSorted(),
      );
      const open = all.filter((row) => row.campaign.id !== made.campaigns[3]);
      expectCounts(await counts(owner, query), open, filter);
    },
  );

  it('after a change, and after a creator got a tag', async () => {
    const before = await counts(owner, {});
    const [row] = await rows(owner, { tag: 'none' });
    const tag = made.tags[0] ?? '';
    await tagCreator(world, row?.creator.id ?? '', tag);
    const after = await counts(owner, {});
    const of = ({ tag: tags }: CollaborationCounts, value: string) =>
      tags.find((one) => one.value === value)?.count ?? 0;
    expect(of(after, tag)).toBeGreaterThan(of(before, tag));
    expectCounts(after, await rows(owner), listFilter.parse({}));
  });
});

describe('counts', () => {
  it('name what they count, in an order people find it in', async () => {
    const found = await counts(owner, {});
    expect(found.campaign.map(({ name }) => name)).toEqual(['Éxtra', 'Open', 'Shared']);
    expect(found.owner.map(({ name }) => name)).toEqual([null, 'The guest', 'The member']);
    expect(found.tag.map(({ name, colour }) => [name, colour])).toEqual([
      [null, null],
      ['Tag 0', 'teal'],
      ['Tag 1', 'teal'],
    ]);
    const most = found.creator.map(({ count }) => count);
    expect(most).toEqual(most.toSorted((a, b) => b - a));
    expect(found.creator[0]).toMatchObject({ platform: 'Instagram', handle: expect.any(String) });
    expect(found.status.map(({ value }) => value)).toEqual(FIXED_VALUES.status);
  });

  it('keep what the filter names, also where nothing has it', async () => {
    const nobody = await addReader(world, 'member', 'Nobody yet');
    const archived = made.campaigns[3] ?? '';
    const found = await counts(owner, { owner: nobody.personId, campaign: archived });
    expect(found.total).toBe(0);
    expect(found.owner).toContainEqual({ value: nobody.personId, name: 'Nobody yet', count: 0 });
    expect(found.campaign.find(({ value }) => value === archived)).toMatchObject({ name: 'Old' });
  });

  it('search among creators', async () => {
    const found = await counts(owner, { creatorQ: 'CREATÖR h' });
    expect(found.creator.map(({ name }) => name)).toEqual(['Creator h']);
  });

  it('tell a member and a guest of nothing they do not see', async () => {
    for (const reader of [made.member, made.guest]) {
      const seen = await rows(reader);
      expectCounts(await counts(reader, {}), seen, listFilter.parse({}));
      expect((await counts(reader, {})).total).toBe(seen.length);
      expect(seen.length).toBeLessThan((await counts(owner, {})).total);
    }
    const found = await counts(made.guest, {});
    expect(found.campaign.map(({ name }) => name)).toEqual(['Shared']);
    await expect(counts(made.guest, { campaign: made.campaigns[1] })).rejects.toMatchObject({
      status: 422,
    });
  });
});
