import type { Queries } from '../projection/postgres.ts';

/** Hands a change that its request gave up to the sweeper. */
export async function release(sql: Queries, commandId: string): Promise<void> {
  await sql`update commands set lease_until = null where id = ${commandId} and outcome is null`;
}

/** Frees campaign and creator of a creation that came to nothing. Safe to repeat. */
export async function releasePair(sql: Queries, collaborationId: string): Promise<void> {
  await sql`
    delete from open_pairs where collaboration_id = ${collaborationId}
      and not exists (select 1 from collaborations where id = ${collaborationId})`;
}
