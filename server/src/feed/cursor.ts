import type { Queries } from '@parley/workflows/projection/postgres';

/**
 * The change cursor of the snapshot that this query sees: `<feed epoch>.<newest id of the change feed>`. Run it in
 * the transaction whose reads it stands for. Before the workspace is set up the epoch is empty.
 */
export async function readCursor(sql: Queries): Promise<string> {
  const [row] = await sql<{ epoch: string | null; head: number }[]>`
    select (select feed_epoch from workspace) as epoch, coalesce((select max(id) from changes), 0) as head`;
  return `${row?.epoch ?? ''}.${row?.head ?? 0}`;
}
