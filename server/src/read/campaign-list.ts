import { CAMPAIGN_STATUSES } from '@parley/domain/statuses';
import type { CampaignView, Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { many } from '../http/query.ts';
import { readCampaigns } from './campaigns.ts';
import { namedListShape, namedPage, NOT_BOTH, notBoth } from './named-list.ts';
import { searchText, searchWords } from './search-text.ts';

/** The query of `GET /api/campaigns`. */
export const campaignListQuery = z
  .strictObject({ ...namedListShape, q: searchText, status: many(z.enum(CAMPAIGN_STATUSES)) })
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
  return await namedPage(sql, 'campaigns', where, query, (ids) => readCampaigns(sql, ids));
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
