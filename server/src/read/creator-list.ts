import type { CollaborationTally, CreatorListItem, CreatorView, Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { visibleCreators } from '../access/visible-creators.ts';
import { creatorCondition, creatorFilterShape } from './creator-filter.ts';
import { readCreators } from './creators.ts';
import { shownScore } from './marks.ts';
import { namedKeys, namedListShape, namedPage, NOT_BOTH, notBoth } from './named-list.ts';
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
  const { where } = await creatorCondition(sql, reader, query);
  const read = (ids: readonly string[]) => readListItems(sql, reader, ids);
  return await namedPage(sql, 'creators', where, query, read, creatorKeys(sql, reader, query.sort));
}

/** The ids of all creators that a condition leaves, in an order. */
export async function readSortedIds(
  sql: Queries,
  reader: Reader,
  where: postgres.Fragment,
  sort: CreatorSort,
): Promise<string[]> {
  const key = creatorKeys(sql, reader, sort)[sort.replace('-', '')] ?? sql`t.name_key`;
  const rows = await sql<{ id: string }[]>`
    select t.id from creators t where ${where}
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

/** What each sort orders by, as texts; what has no value comes last either way. */
export function creatorKeys(
  sql: Queries,
  reader: Reader,
  sort: CreatorSort,
): Readonly<Record<string, postgres.Fragment>> {
  const last = sort.startsWith('-') ? '' : '~';
  const most = (column: postgres.Fragment, format: string) => sql`(coalesce((select
    to_char(max(${column}), ${format}) from creator_handles h where h.creator_id = t.id), ${last}) collate "C")`;
  return {
    ...namedKeys(sql),
    followers: most(sql`h.followers`, 'FM0000000000000'),
    engagement: most(sql`h.engagement_percent::numeric`, 'FM000.000000'),
    validation: sql`(coalesce(${shownScore(sql, sql`t.id`)}::text, ${last}) collate "C")`,
    collaborations: sql`(select to_char(count(*), 'FM000000000') collate "C" from collaborations c
      where c.creator_id = t.id and c.campaign_id in (${visibleCampaigns(sql, reader)}))`,
  };
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
