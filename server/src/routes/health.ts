import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { checkHealth } from '../health.ts';
import { openRoute, type Route } from '../http/route.ts';

const checks = z.strictObject({ postgres: z.string(), temporal: z.string(), worker: z.string() });
const health = z.strictObject({ status: z.enum(['ok', 'down']), checks });

/** For supervisors and monitors. */
export const healthRoutes = ({ sql, temporal }: Deps): Route[] => [
  openRoute({
    method: 'get',
    path: '/api/health',
    summary: 'Whether every part works',
    answers: {
      200: { description: 'Every check is "ok"', schema: health },
      503: { description: 'Which one is not, and why', schema: health },
    },
    handle: async ({ c }) => {
      const found = await checkHealth(sql, temporal);
      const isWell = Object.values(found).every((state) => state === 'ok');
      if (isWell) return c.json({ status: 'ok', checks: found });
      c.header('Retry-After', '5');
      return c.json({ status: 'down', checks: found }, 503);
    },
  }),
];
