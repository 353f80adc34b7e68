import type { CollaborationTally, CreatorListItem, CreatorView, Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { visibleCreators } from '../access/visible-creators.ts';
import { creatorCondition, creatorFilterShape } from './creator-filter.ts';
import { readCreators } from './creators.ts';
import { shownScores } from './marks.ts';
import { namedListShape, type NamedOrder, namedPage, NOT_BOTH, notBoth } from './named-list.ts';
import { redactedCreator } from './redact.ts';

const KEYS = [
  'name',
  'created',
  'followers',
  'engagement',
  'validation',
  'collaborations',
] as const;
const SORTS = KEYS.flatMap((key) => [key, `-${key}`] as const);

/** The order of a list of creators. */
export const creatorSort = z
  .enum(SORTS, { error: `must be one of ${KEYS.join(', ')}, with - before it for descending` })
  .default('name');
export type CreatorSort = z.output<typeof creatorSort>;

/** The query of `GET /api/creators`. */
export const creatorListQuery = z
  .strictObject({ ...namedListShape, sort: creatorSort, ...creatorFilterShape })
  .refine(notBoth, NOT_BOTH);
export type CreatorListQuery = z.output<typeof creatorListQuery>;

/** A page of the creators that a person may see. */
export async function readCreatorList(
  sql: Queries,
  reader: Reader,
  query: CreatorListQuery,
): Promise<Page<CreatorListItem>> {
  const { where, isNarrowed } = await creatorCondition(sql, reader, query);
  const read = (ids: readonly string[]) => readListItems(sql, reader, ids);
  const order = creatorOrder(sql, reader, query.sort);
  const isCostly = isNarrowed || query.sort.replace('-', '') !== 'name';
  return await namedPage(sql, 'creators', where, query, read, { ...order, isCostly });
}

/** The ids of all creators that a condition leaves, in an order. */
export async function readSortedIds(
  sql: Queries,
  reader: Reader,
  where: postgres.Fragment,
  sort: CreatorSort,
): Promise<string[]> {
  const { key, joins = sql`` } = creatorOrder(sql, reader, sort);
  const rows = await sql<{ id: string }[]>`
    select t.id from creators t ${joins} where ${where}
    order by ${key} ${sort.startsWith('-') ? sql`desc` : sql``}, t.id`;
  return rows.map(({ id }) => id);
}

/** Creators as the list shows them to a person, in the order of the ids. Not checked for access. */
export async function readListItems(
  sql: Queries,
  reader: Reader,
  ids: readonly string[],
): Promise<CreatorListItem[]> {
  const [views, tallies] = await Promise.all([
    readCreators(sql, ids),
    readTallies(sql, reader, ids),
  ]);
  return views.map((view) => ({
    ...redactedCreator(view, reader.role),
    collaborations: tallies.get(view.id) ?? NONE,
  }));
}

const NONE: CollaborationTally = { open: 0, completed: 0, cancelled: 0 };

async function readTallies(
  sql: Queries,
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CollaborationTally>> {
  const rows = await sql<(CollaborationTally & { creator_id: string })[]>`
    select creator_id, count(*) filter (where status not in ('Completed', 'Cancelled')) as open,
      count(*) filter (where status = 'Completed') as completed,
      count(*) filter (where status = 'Cancelled') as cancelled
    from collaborations where creator_id = any(${[...ids]}::uuid[])
      and campaign_id in (${visibleCampaigns(sql, reader)}) group by 1`;
  return new Map(rows.map(({ creator_id, ...tally }) => [creator_id, tally]));
}

/** Beyond every figure, within a bigint. */
const BEYOND = 100_000_000_000_000_000n;

/** What a sort orders `creators t` by; what has no value comes last either way. */
export function creatorOrder(sql: Queries, reader: Reader, sort: CreatorSort): NamedOrder {
  const last = sort.startsWith('-') ? -1n : BEYOND;
  const number = (value: postgres.Fragment, joined: postgres.Fragment): NamedOrder => ({
    key: sql`coalesce(${value}, ${String(last)}::bigint)`,
    joins: sql`left join (${joined}) o on o.creator_id = t.id`,
    isNumber: true,
  });
  switch (sort.replace('-', '')) {
    case 'followers':
      return number(
        sql`o.most`,
        sql`select creator_id, max(followers) as most from creator_handles group by 1`,
      );
    case 'engagement':
      return number(
        sql`round(o.most * 1000000)::bigint`,
        sql`select creator_id, max(engagement_percent) as most from creator_handles group by 1`,
      );
    case 'validation':
      return number(sql`o.score::bigint`, shownScores(sql));
    case 'collaborations':
      return number(
        sql`coalesce(o.count, 0)`,
        sql`select creator_id, count(*) as count from collaborations
          where campaign_id in (${visibleCampaigns(sql, reader)}) group by 1`,
      );
    case 'created':
      return { key: sql`(extract(epoch from t.created_at) * 1000000)::bigint`, isNumber: true };
    default:
      return { key: sql`t.name_key` };
  }
}

/** One creator as a person may see them; null where they do not exist for them. */
export async function readCreator(
  sql: Queries,
  reader: Reader,
  id: string,
): Promise<CreatorView | null> {
  const rows = await sql<{ id: string }[]>`
    select id from creators where id = ${id} and id in (${visibleCreators(sql, reader)})`;
  const [view] = await readCreators(
    sql,
    rows.map((row) => row.id),
  );
  return view ? redactedCreator(view, reader.role) : null;
}
