import type { MiddlewareHandler } from 'hono';
import type { Origins } from './own-origins.ts';
import { Problem } from './problem.ts';
import { isChange } from './request-limits.ts';
import type { ServerEnv } from './request-context.ts';

/** A change that comes with a cookie must come from our own pages: otherwise any site could make it. */
export function ownOriginOnly(origins: Origins): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const isForeign = c.req.header('cookie') !== undefined && !origins.has(c.req.header('origin'));
    if (isForeign && isChange(c.req.method)) throw originNotAllowed();
    await next();
  };
}

export function originNotAllowed(): Problem {
  return new Problem('ORIGIN_NOT_ALLOWED', {
    detail: 'With a cookie, the Origin header must be this product’s own.',
  });
}
