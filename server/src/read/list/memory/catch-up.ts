import type { Queries } from '@parley/workflows/projection/postgres';
import type { ListColumns } from './list-columns.ts';
import { cursorParts } from './list-position.ts';
import { putCampaigns, putCreators, putRows } from './load-columns.ts';

/** Beyond this many changes the columns are made anew. */
const MOST_CHANGES = 20_000;

/**
 * Brings the columns from one position of the change feed to another: whatever alters them is announced in the
 * transaction that does so. False where they must be read anew: another epoch, changes that are not kept or not
 * told one by one, settings.
 */
export async function catchUp(
  sql: Queries,
  columns: ListColumns,
  from: string,
  to: string,
): Promise<boolean> {
  const [before, after] = [cursorParts(from), cursorParts(to)];
  if (before.epoch !== after.epoch || after.id < before.id) return false;
  const [kept] = await sql<{ after: number }[]>`select changes_kept_after as after from workspace`;
  if (before.id < (kept?.after ?? 0)) return false;
  const changed = await sql<Changed[]>`
    select kind, array_agg(distinct entity_id) as ids from changes
    where id > ${before.id} and id <= ${after.id} group by kind`;
  const idsOf = (kind: string) => changed.find((one) => one.kind === kind)?.ids ?? [];
  const count = changed.reduce((sum, { ids }) => sum + ids.length, 0);
  // Settings move the ends of days, and whose results the badges show.
  if (count > MOST_CHANGES || idsOf('settings').length + idsOf('everything').length > 0)
    return false;
  await apply(sql, columns, idsOf);
  return true;
}

interface Changed {
  readonly kind: string;
  readonly ids: readonly string[];
}

async function apply(
  sql: Queries,
  columns: ListColumns,
  idsOf: (kind: string) => readonly string[],
): Promise<void> {
  const [creators, campaigns] = [columns.creators.size, columns.campaigns.size];
  const [changedCreators, changedCampaigns] = [
    known(columns.creators, idsOf('creator')),
    known(columns.campaigns, idsOf('campaign')),
  ];
  // Also the rows of a changed creator or campaign: their badges and their places among names follow.
  await putRows(
    sql,
    columns,
    sql`c.id = any(${[...idsOf('collaboration')]}::uuid[])
      or c.creator_id = any(${changedCreators}::uuid[]) or c.campaign_id = any(${changedCampaigns}::uuid[])`,
  );
  const isTagChanged = idsOf('tag').length > 0;
  const anew = isTagChanged
    ? columns.creators.ids
    : [...changedCreators, ...columns.creators.ids.slice(creators)];
  if (anew.length > 0) await putCreators(sql, columns, sql`id = any(${anew}::uuid[])`);
  const named = [...changedCampaigns, ...columns.campaigns.ids.slice(campaigns)];
  if (named.length > 0) await putCampaigns(sql, columns, sql`id = any(${named}::uuid[])`);
}

function known(dictionary: ListColumns['creators'], ids: readonly string[]): string[] {
  return ids.filter((id) => dictionary.find(id) !== undefined);
}
