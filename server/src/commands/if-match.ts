import { invalid } from '../http/problem.ts';
import type { RequestContext } from '../http/request-context.ts';

const VERSION = /^"([1-9]\d{0,8})"$/;

/** The version that the caller saw, from `If-Match: "<version>"`; null without one; 422 for anything else. */
export function expectedVersion(c: RequestContext): number | null {
  const header = c.req.header('if-match');
  if (header === undefined) return null;
  const version = VERSION.exec(header.trim())?.[1];
  if (version === undefined) {
    throw invalid([{ path: 'If-Match', message: 'must be a version in double quotes, as "3"' }]);
  }
  return Number(version);
}
