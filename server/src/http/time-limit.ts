import type { MiddlewareHandler } from 'hono';
import { unavailable } from './problem.ts';
import type { ServerEnv } from './request-context.ts';

/** A file of 32 MiB over a slow line takes minutes, and reading it some seconds more. */
const UPLOADS: Readonly<Record<string, number>> = { 'POST /api/imports': 600_000 };

/** A database that is there but answers nothing (a frozen disk, a lost network) must not hold callers for ever. */
export function timeLimit(ms: number): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const limit = UPLOADS[`${c.req.method} ${c.req.path}`] ?? ms;
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(unavailable('This takes too long right now.')), limit);
    try {
      await Promise.race([next(), promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
