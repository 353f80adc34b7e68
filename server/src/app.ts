import { Hono } from 'hono';
import type { Deps } from './deps.ts';
import { mountDocs } from './http/docs-page.ts';
import { onError } from './http/on-error.ts';
import { ownOriginOnly } from './http/own-origin-only.ts';
import { Problem } from './http/problem.ts';
import { requestLog } from './http/request-log.ts';
import type { ServerEnv } from './http/request-context.ts';
import { API_CSP, HSTS, SECURITY_HEADERS } from './http/security-headers.ts';
import { timeLimit } from './http/time-limit.ts';
import { ROUTERS } from './routers.ts';

/** Far above what anything takes: changes answer within 5 s, decided or not. */
const ANSWER_MS = 20_000;

/** The whole HTTP API, without a network: main.ts serves it, pages rendered on the server call it in process. */
export function buildApp(deps: Deps): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.use(requestLog(deps.log));
  app.use(async (c, next) => {
    await next();
    for (const cookie of c.var.cookies) c.res.headers.append('set-cookie', cookie);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', API_CSP);
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    if (deps.config.origins.isSecure) c.res.headers.set('strict-transport-security', HSTS);
  });
  app.use(timeLimit(ANSWER_MS));
  app.use(ownOriginOnly(deps.config.origins));
  app.onError(onError);
  app.notFound(() =>
    new Problem('NOT_FOUND', { detail: 'There is nothing at this address.' }).response(),
  );
  const routes = ROUTERS.flatMap((router) => router(deps));
  for (const route of routes) app.on(route.method, route.path, (c) => route.run(deps, c));
  mountDocs(app, routes, deps.config);
  return app;
}
