import { Problem } from '../http/problem.ts';
import type { Queries } from '../db/connect.ts';
import type { RequestKey } from '@parley/workflows/commands/request-key';

/** What is known of a key that was used before. */
export interface UsedKey {
  readonly route: string;
  readonly body_hash: string;
  /** The change that it stands for; null for other creations, whose answer is kept itself. */
  readonly command_id: string | null;
  readonly status: number | null;
  readonly answer: unknown;
}

/** Null where the key is new, or no key was sent. 409 where it was used for another route or body. */
export async function readUsedKey(sql: Queries, key: RequestKey | null): Promise<UsedKey | null> {
  if (key === null) return null;
  const rows = await sql<UsedKey[]>`
    select route, body_hash, command_id, status, answer from idempotency_keys
    where account_id = ${key.accountId} and key = ${key.key}`;
  const used = rows[0];
  if (!used) return null;
  if (used.route === key.route && used.body_hash === key.bodyHash) return used;
  throw new Problem('IDEMPOTENCY_KEY_REUSED', {
    detail: 'This Idempotency-Key was sent before with another route or body.',
  });
}

/** Makes the key new again, after an answer that is not kept. */
export async function forgetKey(sql: Queries, key: RequestKey, commandId: string): Promise<void> {
  await sql`
    delete from idempotency_keys
    where account_id = ${key.accountId} and key = ${key.key} and command_id = ${commandId}`;
}

/** Deletes the keys that are older than 30 days. */
export async function pruneKeys(sql: Queries): Promise<void> {
  await sql`delete from idempotency_keys where created_at < now() - interval '30 days'`;
}
