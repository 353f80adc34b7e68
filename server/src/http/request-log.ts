import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { ServerEnv } from './request-context.ts';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Gives the request its id (a proxy's `X-Request-Id`, or a new one) and logs its answer in one line. */
export function requestLog(log: Logger): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const given = c.req.header('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : uuidv7();
    c.set('requestId', requestId);
    c.set('log', log);
    c.set('logged', {});
    c.set('caller', undefined);
    c.set('cookies', []);
    await next();
    c.res.headers.set('x-request-id', requestId);
    const status = c.res.status;
    const line = {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
      accountId: c.var.caller?.accountId,
      ...c.var.logged,
    };
    if (status >= 500) log.warn(line, 'answered');
    else log.debug(line, 'answered');
  };
}
