import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { invalid } from '../http/problem.ts';

/** 422 where one of the ids is no campaign that exists for this person. */
export async function requireCampaigns(
  sql: Queries,
  reader: Reader,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const known = await sql<{ id: string }[]>`
    select id from campaigns where id = any(${[...ids]}::uuid[]) and id in (${visibleCampaigns(sql, reader)})`;
  const seen = new Set(known.map(({ id }) => id));
  const unknown = ids.filter((id) => !seen.has(id));
  if (unknown.length > 0)
    throw invalid(unknown.map((id) => ({ path: 'campaign', message: `${id} is not known` })));
}
