import type { CollaborationCounts, NamedCount, ValueCount } from '@parley/domain/view';
import { TAG_COLOURS } from '@parley/domain/tags';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../../access/reader.ts';
import { folded, searchText, searchWords } from '../search-text.ts';
import type { Snapshot } from '../snapshot.ts';
import { type CountedValues, countedValues } from './counted-values.ts';
import { facetCounts } from './facet-counts.ts';
import { requireKnown } from './known-values.ts';
import { filterShape } from './list-query.ts';
import type { ListColumns } from './memory/list-columns.ts';
import { listSnapshot } from './memory/list-memory.ts';
import { select } from './selection.ts';

/** The query of `GET /api/collaborations/counts`; `creatorQ` searches among the creators that are counted. */
export const countsQuery = z.strictObject({ ...filterShape, creatorQ: searchText });
export type CountsQuery = z.output<typeof countsQuery>;

/** How many rows each value of every filter has, for a person. 422 for what the query names wrongly. */
export async function collaborationCounts(
  sql: Sql,
  reader: Reader,
  { creatorQ, ...filter }: CountsQuery,
): Promise<Snapshot<CollaborationCounts>> {
  return await listSnapshot(sql, reader, {
    pick: async (transaction, { columns }, sight) => {
      await requireKnown(transaction, reader, filter);
      const selection = await select(transaction, columns, sight, filter, {
        now: Date.now(),
        withCodes: true,
      });
      return countedValues(
        columns,
        facetCounts(selection),
        filter,
        creatorSearch(columns, creatorQ),
      );
    },
    read: withNames,
  });
}

function creatorSearch(columns: ListColumns, text: string | undefined) {
  const keys = searchWords(text).map(folded);
  return (creator: number) =>
    keys.every((key) => columns.creatorTexts[creator]?.includes(key) ?? false);
}

interface NameRow {
  readonly id: string;
  readonly name: string;
  readonly handle: string | null;
  readonly platform: string | null;
  readonly colour: string | null;
}

async function withNames(sql: Queries, counted: CountedValues): Promise<CollaborationCounts> {
  const names = await readNameRows(sql, counted);
  const named = <T>(counts: readonly ValueCount[], more: (row: NameRow | undefined) => T) =>
    counts.map(({ value, count }) => {
      const row = names.get(value);
      return { value, name: row?.name ?? null, count, ...more(row) };
    });
  return {
    ...counted,
    campaign: named(counted.campaign, () => ({})).sort(byName),
    creator: named(counted.creator, (row) => ({
      handle: row?.handle ?? null,
      platform: row?.platform ?? null,
    })),
    owner: named(counted.owner, () => ({})).sort(byName),
    tag: named(counted.tag, (row) => ({ colour: tagColour.parse(row?.colour ?? null) })).sort(
      byName,
    ),
  };
}

const tagColour = z.enum(TAG_COLOURS).nullable();

async function readNameRows(
  sql: Queries,
  { campaign, creator, owner, tag }: CountedValues,
): Promise<ReadonlyMap<string, NameRow>> {
  const ids = (counts: readonly ValueCount[]) =>
    counts.flatMap(({ value }) => (value === 'none' ? [] : [value]));
  const rows = await sql<NameRow[]>`
    select id, name, null as handle, null as platform, null as colour from campaigns where id = any(${ids(campaign)}::uuid[])
    union all select id, name, null, null, null from people where id = any(${ids(owner)}::uuid[])
    union all select id, name, null, null, colour from tags where id = any(${ids(tag)}::uuid[])
    union all select c.id, c.name, h.handle, h.platform, null from creators c
      left join lateral (select handle, platform from creator_handles
        where creator_id = c.id order by position limit 1) h on true
      where c.id = any(${ids(creator)}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** `none` first, then by name as the lists of names do. */
function byName(a: NamedCount, b: NamedCount): number {
  const [first, second] = [folded(a.name ?? ''), folded(b.name ?? '')];
  if (first === second) return a.value < b.value ? -1 : 1;
  return first < second ? -1 : 1;
}
