import { uuid } from '@parley/domain/scalars';
import { CAMPAIGN_STATUSES } from '@parley/domain/statuses';
import type { CampaignView, Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { invalid } from '../http/problem.ts';
import { many } from '../http/query.ts';
import { readCampaigns } from './campaigns.ts';
import { namedKeys, namedListShape, namedPage, NOT_BOTH, notBoth } from './named-list.ts';
import { searchText, searchWords } from './search-text.ts';

const KEYS = ['name', 'created', 'status', 'starts', 'ends', 'open'] as const;
const SORTS = KEYS.flatMap((key) => [key, `-${key}`] as const);

/** The query of `GET /api/campaigns`. */
export const campaignListQuery = z
  .strictObject({
    ...namedListShape,
    sort: z
      .enum(SORTS, { error: `must be one of ${KEYS.join(', ')}, with - before it for descending` })
      .default('name'),
    q: searchText,
    status: many(z.enum(CAMPAIGN_STATUSES)),
    owner: many(z.union([z.literal('none'), uuid], { error: 'must be a UUID or none' })),
  })
  .refine(notBoth, NOT_BOTH);
export type CampaignListQuery = z.output<typeof campaignListQuery>;

/** A page of the campaigns that a person may see, archived ones included. `q` searches name and brand. */
export async function readCampaignList(
  sql: Queries,
  reader: Reader,
  query: CampaignListQuery,
): Promise<Page<CampaignView>> {
  let where = sql`t.id in (${visibleCampaigns(sql, reader)})`;
  for (const word of searchWords(query.q)) {
    where = sql`${where} and (strpos(t.name_key, folded(${word})) > 0 or strpos(folded(t.brand), folded(${word})) > 0)`;
  }
  if (query.status.length > 0) where = sql`${where} and t.status = any(${query.status}::text[])`;
  if (query.owner.length > 0) {
    const ids = query.owner.filter((owner) => owner !== 'none');
    await requirePeople(sql, ids);
    where = sql`${where} and (t.owner_id = any(${ids}::uuid[]) or (${query.owner.includes('none')} and t.owner_id is null))`;
  }
  const read = (ids: readonly string[]) => readCampaigns(sql, ids);
  const key = keysOf(sql)[query.sort.replace('-', '')] ?? sql`t.name_key`;
  return await namedPage(sql, 'campaigns', where, query, read, { key });
}

/** 422 where nobody has an id that was asked for. */
async function requirePeople(sql: Queries, ids: readonly string[]): Promise<void> {
  const people = await sql<{ id: string }[]>`select id from people where id = any(${ids}::uuid[])`;
  const known = new Set(people.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw invalid(unknown.map((id) => ({ path: 'owner', message: `${id} is not known` })));
}

/** Days that are not set come last; `open` counts what is neither completed nor cancelled. */
function keysOf(sql: Queries): Readonly<Record<string, postgres.Fragment>> {
  const day = (column: postgres.Fragment) =>
    sql`(coalesce(to_char(${column}, 'YYYYMMDD'), '99999999') collate "C")`;
  return {
    ...namedKeys(sql),
    status: sql`(array_position(array['Live', 'Draft', 'Paused', 'Archived'], t.status)::text collate "C")`,
    starts: day(sql`t.starts_on`),
    ends: day(sql`t.ends_on`),
    open: sql`(select to_char(count(*), 'FM000000000') collate "C" from collaborations c
      where c.campaign_id = t.id and c.status in ('Pending', 'Negotiating', 'Fulfilling'))`,
  };
}

/** One campaign as a person may see it; null where it does not exist for them. */
export async function readCampaign(
  sql: Queries,
  reader: Reader,
  id: string,
): Promise<CampaignView | null> {
  const rows = await sql<{ id: string }[]>`
    select id from campaigns where id = ${id} and id in (${visibleCampaigns(sql, reader)})`;
  const [view] = await readCampaigns(
    sql,
    rows.map((row) => row.id),
  );
  return view ?? null;
}
