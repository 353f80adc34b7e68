import type { MiddlewareHandler } from 'hono';
import { unavailable } from './problem.ts';
import type { ServerEnv } from './request-context.ts';

/** A database that is there but answers nothing (a frozen disk, a lost network) must not hold callers for ever. */
export function timeLimit(ms: number): MiddlewareHandler<ServerEnv> {
  return async (_c, next) => {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(unavailable('This takes too long right now.')), ms);
    try {
      await Promise.race([next(), promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
