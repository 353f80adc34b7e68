import { hashOf } from '@parley/domain/hash';
import { invalid } from '../http/problem.ts';
import type { RequestContext } from '../http/request-context.ts';

/** An Idempotency-Key with what it covers: same account, key, route and body is the same request again. */
export interface RequestKey {
  readonly accountId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
}

const MOST_CHARS = 255;

/** Null where the caller sent no key; 422 for one that is empty or longer than 255 characters. */
export function requestKey(c: RequestContext, accountId: string, body: unknown): RequestKey | null {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (key.length < 1 || key.length > MOST_CHARS) {
    throw invalid([
      { path: 'Idempotency-Key', message: `must have 1 to ${MOST_CHARS} characters` },
    ]);
  }
  return { accountId, key, route: `${c.req.method} ${c.req.path}`, bodyHash: hashOf(body ?? null) };
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The key as a command's id where it is a UUIDv7, so that whoever sent it knows its own change again. */
export function commandIdIn(key: RequestKey | null): string | null {
  return key !== null && UUID_V7.test(key.key) ? key.key.toLowerCase() : null;
}
