import type { Sql } from '../db/connect.ts';

/**
 * Drops changes older than 7 days, the newest one always kept: cursors must not run back. Safe to repeat.
 * `changes_kept_after` tells a cursor that is too old from one that only skips ids of rolled-back transactions.
 */
export async function forgetOldChanges(sql: Sql): Promise<void> {
  await sql`
    with gone as (
      delete from changes where at < now() - interval '7 days' and id < (select max(id) from changes) returning id)
    update workspace set changes_kept_after = greatest(changes_kept_after, (select max(id) from gone))
    where exists (select 1 from gone)`;
  await sql`delete from access_changes where at < now() - interval '8 days'`;
}
