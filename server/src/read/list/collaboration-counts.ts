import type { CollaborationCounts, NamedCount, ValueCount } from '@parley/domain/view';
import type { Sql } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../../access/reader.ts';
import { folded, searchText, searchWords } from '../search-text.ts';
import type { Snapshot } from '../snapshot.ts';
import { type CountedName, countedNames, idsIn, tagColour } from './counted-names.ts';
import { type CountedValues, countedValues } from './counted-values.ts';
import { facetCounts } from './facet-counts.ts';
import { filterShape } from './list-query.ts';
import { select } from './selection.ts';
import { toldList } from './told-list.ts';

/** The query of `GET /api/collaborations/counts`; `creatorQ` searches among the creators that are counted. */
export const countsQuery = z.strictObject({ ...filterShape, creatorQ: searchText });
export type CountsQuery = z.output<typeof countsQuery>;

/** How many rows each value of every filter has, for a person. 422 for what the query names wrongly. */
export async function collaborationCounts(
  sql: Sql,
  reader: Reader,
  { creatorQ, ...filter }: CountsQuery,
): Promise<Snapshot<CollaborationCounts>> {
  const keys = searchWords(creatorQ).map(folded);
  return await toldList(sql, reader, {
    filter,
    pick: (choice) => {
      const { columns, names } = choice.listed;
      const selection = select(choice, filter, { now: Date.now(), withCodes: true });
      const counted = countedValues(columns, facetCounts(selection), filter, keys);
      const ids = idsIn(counted);
      const known = ids.flatMap((id) => names.get(id) ?? []);
      return { counted, known, missing: ids.filter((id) => names.get(id) === undefined) };
    },
    read: async (queries, { counted, known, missing }) => {
      const read = await countedNames(queries, missing);
      return {
        value: withNames(counted, [...known, ...read.names]),
        cursor: read.cursor,
        keep: ({ names }) => {
          for (const name of read.names) names.set(name.id, name);
        },
      };
    },
  });
}

function withNames(counted: CountedValues, given: readonly CountedName[]): CollaborationCounts {
  const names = new Map(given.map((name) => [name.id, name]));
  const named = <T>(counts: readonly ValueCount[], more: (name: CountedName | undefined) => T) =>
    counts.map(({ value, count }) => {
      const name = names.get(value);
      return { value, name: name?.name ?? null, count, ...more(name) };
    });
  return {
    ...counted,
    campaign: named(counted.campaign, () => ({})).sort(byName),
    creator: named(counted.creator, (name) => ({
      handle: name?.handle ?? null,
      platform: name?.platform ?? null,
    })),
    owner: named(counted.owner, () => ({})).sort(byName),
    tag: named(counted.tag, (name) => ({ colour: tagColour.parse(name?.colour ?? null) })).sort(
      byName,
    ),
  };
}

/** `none` first, then by name as the lists of names do. */
function byName(a: NamedCount, b: NamedCount): number {
  const [first, second] = [folded(a.name ?? ''), folded(b.name ?? '')];
  if (first === second) return a.value < b.value ? -1 : 1;
  return first < second ? -1 : 1;
}
