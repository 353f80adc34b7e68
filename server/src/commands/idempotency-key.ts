import { hashOf } from '@parley/domain/hash';
import type { RequestKey } from '@parley/workflows/commands/request-key';
import { invalid } from '../http/problem.ts';
import type { RequestContext } from '../http/request-context.ts';

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
