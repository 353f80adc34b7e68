import { Client, Connection } from '@temporalio/client';
import type { ReportView } from '@parley/domain/report-view';
import { Hono } from 'hono';
import pino from 'pino';
import { z } from 'zod';
import type { Reader } from '../../src/access/reader.ts';
import { makeAuth } from '../../src/auth/auth.ts';
import { parseConfig } from '../../src/config.ts';
import type { Deps } from '../../src/deps.ts';
import { onError } from '../../src/http/on-error.ts';
import type { ServerEnv } from '../../src/http/request-context.ts';
import { RequestLimits } from '../../src/http/request-limits.ts';
import { requestLog } from '../../src/http/request-log.ts';
import { reportRoutes } from '../../src/routes/reports.ts';
import { tokenOf } from '../read/http.ts';
import type { World } from '../read/world.ts';

const report = z.custom<ReportView>((value) => typeof value === 'object');
const problem = z.object({ errors: z.array(z.object({ path: z.string() })).default([]) });

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The report, where it is one. */
  readonly report: ReportView;
  /** The paths that a problem names. */
  readonly errors: readonly string[];
}
export interface ReportHttp {
  /** A read as this person; null: nobody. */
  readonly json: (who: Reader | null, path: string) => Promise<Answer>;
}

/** The reports' routes on the real frame, without a network. */
export function makeReportHttp(world: World): ReportHttp {
  const log = pino({ level: 'silent' });
  const config = parseConfig({
    DATABASE_URL: world.url,
    AUTH_SECRET: 'x'.repeat(32),
    SAMPLE_DATA: 'off',
  });
  const deps: Deps = {
    ...{ config, log, sql: world.sql, limits: new RequestLimits() },
    temporal: new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) }),
    auth: makeAuth(config, world.sql, log),
    sockets: { endSession: async () => undefined, recheckAccount: async () => undefined },
  };
  const app = new Hono<ServerEnv>();
  app.use(requestLog(log));
  app.onError(onError);
  for (const route of reportRoutes(deps))
    app.on(route.method, route.path, (c) => route.run(deps, c));
  return {
    json: async (who, path) => {
      const headers = who ? { authorization: `Bearer ${await tokenOf(world, who)}` } : {};
      const answer = await app.request(`http://localhost${path}`, { headers });
      const text = await answer.clone().bytes();
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      const body: unknown = isJson ? await answer.json() : {};
      return {
        status: answer.status,
        headers: answer.headers,
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(text),
        report: report.parse(body),
        errors: problem.parse(body).errors.map(({ path: named }) => named),
      };
    },
  };
}
