import {
  jsonText,
  postgresCode,
  type Queries,
  type Sql,
} from '@parley/workflows/projection/postgres';
import type { Caller } from '../auth/caller.ts';
import type { RequestKey } from '@parley/workflows/commands/request-key';
import { requestKey } from '../commands/idempotency-key.ts';
import { readUsedKey, type UsedKey } from '../commands/request-keys.ts';
import { Problem, unavailable } from '../http/problem.ts';
import type { RequestContext } from '../http/request-context.ts';
import { againAfterConflict } from '../http/again-after-conflict.ts';

/** What a change of anything but a collaboration answers. */
export interface Done {
  readonly status: 200 | 201 | 202 | 204;
  readonly body: object | null;
}

/** What somebody waiting for the same key waits at most. */
const WAIT = '5s';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs a change in one transaction, at most once per Idempotency-Key: the same request again gets the first answer
 * again (also a 409), one that comes meanwhile waits for it. Without a key it just runs. A transaction that Postgres
 * takes back for another's sake is run again, so `change` does nothing outside of it.
 */
export async function once(
  sql: Sql,
  {
    c,
    caller,
    body,
  }: { readonly c: RequestContext; readonly caller: Caller; readonly body: unknown },
  change: (sql: Queries) => Promise<Done>,
): Promise<Response> {
  const key = requestKey(c, caller.accountId, body);
  if (key === null) return answered(await againAfterConflict(() => sql.begin(change)));
  try {
    return await againAfterConflict(() =>
      sql.begin((transaction) => keyed(transaction, key, change)),
    );
  } catch (error) {
    if (error instanceof Problem && error.status === 409) await keepRefusal(sql, key, error);
    if (postgresCode(error) === LOCK_NOT_AVAILABLE)
      throw unavailable('The same request is still being answered.', 1);
    throw error;
  }
}

async function keyed(
  sql: Queries,
  key: RequestKey,
  change: (sql: Queries) => Promise<Done>,
): Promise<Response> {
  await sql`select set_config('lock_timeout', ${WAIT}, true)`;
  const isNew = await reserve(sql, key);
  await sql`select set_config('lock_timeout', '0', true)`;
  const used = isNew ? null : await readUsedKey(sql, key);
  if (used) return repeated(used);
  const done = await change(sql);
  await sql`
    update idempotency_keys set status = ${done.status}, answer = ${jsonText(done.body)}::text::jsonb
    where account_id = ${key.accountId} and key = ${key.key}`;
  return answered(done);
}

async function reserve(sql: Queries, key: RequestKey): Promise<boolean> {
  const rows = await sql`
    insert into idempotency_keys (account_id, key, route, body_hash)
    values (${key.accountId}, ${key.key}, ${key.route}, ${key.bodyHash}) on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** The transaction that refused was rolled back, its key with it: kept anew, unless somebody was quicker. */
async function keepRefusal(sql: Queries, key: RequestKey, problem: Problem): Promise<void> {
  if (problem.code === 'IDEMPOTENCY_KEY_REUSED') return;
  await sql`
    insert into idempotency_keys (account_id, key, route, body_hash, status, answer)
    values (${key.accountId}, ${key.key}, ${key.route}, ${key.bodyHash}, ${problem.status},
      ${jsonText(problem.body())}::text::jsonb)
    on conflict do nothing`;
}

function repeated({ status, answer }: UsedKey): Response {
  if (status === null) throw unavailable('The same request is still being answered.', 1);
  const contentType = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(status === 204 ? null : JSON.stringify(answer), {
    status,
    headers: { 'content-type': contentType },
  });
}

function answered({ status, body }: Done): Response {
  return body === null ? new Response(null, { status }) : Response.json(body, { status });
}
