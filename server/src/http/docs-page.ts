import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Hono } from 'hono';
import type { Config } from '../config.ts';
import type { ServerEnv } from './request-context.ts';
import type { Route } from './route.ts';
import { openApiDocument } from './openapi.ts';

/** Nothing of the page comes from outside: script, styles and fonts are this origin's own. */
const DOCS_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONFIGURATION = {
  url: '/api/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Parley API</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <script id="api-reference" data-configuration='${JSON.stringify(CONFIGURATION)}'></script>
    <script src="/api/docs/reference.js"></script>
  </body>
</html>
`;

/** Mounts the description of the API and the page that shows it. The page works offline. */
export function mountDocs(app: Hono<ServerEnv>, routes: readonly Route[], config: Config): void {
  const document = openApiDocument(routes, config);
  let script: Promise<Uint8Array<ArrayBuffer>> | undefined;
  app.get('/api/openapi.json', (c) => c.json(document));
  app.get('/api/docs', (c) => {
    c.header('content-security-policy', DOCS_CSP);
    return c.html(PAGE);
  });
  app.get('/api/docs/reference.js', async (c) => {
    script ??= readScript();
    c.header('cache-control', 'public, max-age=86400');
    c.header('content-type', 'text/javascript; charset=utf-8');
    c.header('content-encoding', 'gzip');
    return c.body(await script);
  });
}

/** Scalar's reference page from its npm package, packed: it is read on the first visit. */
async function readScript(): Promise<Uint8Array<ArrayBuffer>> {
  const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
  const folder = entry.slice(0, entry.lastIndexOf('/dist/'));
  return new Uint8Array(
    await promisify(gzip)(await readFile(`${folder}/dist/browser/standalone.js`)),
  );
}
