import { postgresCode } from '@parley/workflows/projection/postgres';
import { besideOthers, CONFLICTS } from './again-after-conflict.ts';
import { Problem, unavailable } from './problem.ts';
import { isPostgresDown } from '../db/is-postgres-down.ts';
import type { RequestContext } from './request-context.ts';

/** Every error of a request becomes a problem; what nobody expected is logged with its stack and told as 500. */
export function onError(error: unknown, c: RequestContext): Response {
  if (error instanceof Problem) return error.response();
  if (isPostgresDown(error)) {
    c.var.log.warn({ err: error, requestId: c.var.requestId }, 'The database does not answer');
    return unavailable('The database does not answer right now.').response();
  }
  if (CONFLICTS.has(postgresCode(error))) return besideOthers().response();
  c.var.log.error({ err: error, requestId: c.var.requestId, ...c.var.logged }, 'A request failed');
  return new Problem('INTERNAL', { detail: 'Something went wrong; it was logged.' }).response();
}
