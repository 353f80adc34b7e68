import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { ListColumns, type ListedCreator, type ListedRow } from './list-columns.ts';

/** Rows taken from the database at a time: what is not yet in columns is held as objects, and others wait meanwhile. */
const CHUNK = 1_000;

/** The columns of all collaborations as the transaction sees them. */
export async function loadColumns(sql: Queries): Promise<ListColumns> {
  const columns = new ListColumns();
  for await (const chunk of selectRows(sql, sql`true`).cursor(CHUNK)) putAll(columns, chunk);
  await putCreators(sql, columns, sql`id in (select creator_id from collaborations)`);
  await putCampaigns(sql, columns, sql`true`);
  return columns;
}

/** Reads rows of `collaborations c` again. */
export async function putRows(
  sql: Queries,
  columns: ListColumns,
  where: postgres.Fragment,
): Promise<void> {
  putAll(columns, await selectRows(sql, where));
}

function putAll(columns: ListColumns, rows: readonly ListedRow[]): void {
  for (const row of rows) columns.put(row);
}

function selectRows(sql: Queries, where: postgres.Fragment) {
  return sql<ListedRow[]>`select ${rowColumns(sql)} from collaborations c where ${where}`;
}

/** A ListedRow of `collaborations c`. */
export function rowColumns(sql: Queries): postgres.Fragment {
  return sql`c.id, c.campaign_id as "campaignId", c.creator_id as "creatorId", c.owner_id as "ownerId", c.status,
    c.delivery_status as "deliveryStatus", c.validation_score as score, c.amount_cents as "amountCents", c.currency,
    c.due_on as "dueOn", c.attention, (extract(epoch from c.created_at) * 1000)::float8 as "createdAt",
    (extract(epoch from c.updated_at) * 1000)::float8 as "updatedAt"`;
}

/** Reads names, handles and tags of creators again. */
export async function putCreators(
  sql: Queries,
  columns: ListColumns,
  where: postgres.Fragment,
): Promise<void> {
  const rows = await sql<ListedCreator[]>`
    select id, name_key as "nameKey",
      array(select folded(handle) from creator_handles where creator_id = creators.id order by position) as "handleKeys",
      array(select tag_id from creator_tags where creator_id = creators.id) as "tagIds"
    from creators where ${where}`;
  for (const row of rows) columns.putCreator(row);
}

/** Reads names of campaigns again. */
export async function putCampaigns(
  sql: Queries,
  columns: ListColumns,
  where: postgres.Fragment,
): Promise<void> {
  const rows = await sql<
    { id: string; nameKey: string }[]
  >`select id, name_key as "nameKey" from campaigns where ${where}`;
  for (const { id, nameKey } of rows) columns.putCampaign(id, nameKey);
}
