import { z } from 'zod';
import type { Sql } from '../db/connect.ts';

const CHANNEL = 'ended_access';

/** A session that ended, or an account (a person or a token) whose role changed or ended. */
const endedAccess = z.strictObject({ kind: z.enum(['session', 'account']), id: z.string() });
export type EndedAccess = z.infer<typeof endedAccess>;

/** Tells every server process. */
export async function tellEndedAccess(sql: Sql, access: EndedAccess): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(access)})`;
}

/** Hears of what other processes ended; answers how to stop. What is missed is found by the regular recheck. */
export async function listenForEndedAccess(
  sql: Sql,
  hear: (access: EndedAccess) => void,
): Promise<() => Promise<void>> {
  const listening = await sql.listen(CHANNEL, (payload) =>
    hear(endedAccess.parse(JSON.parse(payload))),
  );
  return () => listening.unlisten().catch(() => undefined);
}
