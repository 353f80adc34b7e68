import { v7 as uuidv7 } from 'uuid';
import type { Queries } from '../db/connect.ts';

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Gives the change feed a new epoch where the database is served from another cluster or timeline than before: it was
 * restored or failed over, and cursors may name what it no longer has. Answers whether it did. Safe to repeat. Where
 * the database does not tell who it is, an operator changes `workspace.feed_epoch` after a restore.
 */
export async function renewEpoch(sql: Queries): Promise<boolean> {
  const identity = await readIdentity(sql);
  if (identity === null) return false;
  const rows = await sql<{ was_another: boolean }[]>`
    with before as (select database_identity from workspace for update)
    update workspace w set database_identity = ${identity},
      feed_epoch = case when b.database_identity is null then w.feed_epoch else ${uuidv7()} end
    from before b where b.database_identity is distinct from ${identity}
    returning b.database_identity is not null as was_another`;
  return rows[0]?.was_another ?? false;
}

/** The cluster's own id and the timeline it writes; null where this role may not ask. */
async function readIdentity(sql: Queries): Promise<string | null> {
  try {
    const rows = await sql<{ identity: string }[]>`
      select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) as identity
      from pg_control_system()`;
    return rows[0]?.identity ?? null;
  } catch (error) {
    if (
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === INSUFFICIENT_PRIVILEGE
    )
      return null;
    throw error;
  }
}
