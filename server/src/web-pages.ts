import type { IncomingMessage, ServerResponse } from 'node:http';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { ServerEnv } from './http/request-context.ts';
import { HSTS, PAGE_CSP, SECURITY_HEADERS } from './http/security-headers.ts';

/** SvelteKit's handler for Node: pages and assets; `next` is called for nothing of ours. */
type Pages = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
const build = z.object({ handler: z.custom<Pages>((value) => typeof value === 'function') });

const HANDLER = new URL('../../web/build/handler.js', import.meta.url);

/** The built web app, or null where it was not built (as beside `vite dev`). */
export async function loadPages(): Promise<Pages | null> {
  try {
    await access(fileURLToPath(HANDLER));
  } catch {
    return null;
  }
  const module: unknown = await import(HANDLER.href);
  return build.parse(module).handler;
}

/** Answers everything that is neither API nor socket; pages read the API in process, as the page's own caller. */
export function pageListener(pages: Pages | null, app: Hono<ServerEnv>, isSecure: boolean) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value);
    res.setHeader('content-security-policy', PAGE_CSP);
    if (isSecure) res.setHeader('strict-transport-security', HSTS);
    const notFound = () => res.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    if (!pages) return void notFound();
    Object.assign(req, { parley: { fetch: inProcess(app, req) } });
    pages(req, res, notFound);
  };
}

/** Calls the API without a network, with the page request's cookies where the call names none. */
function inProcess(app: Hono<ServerEnv>, incoming: IncomingMessage) {
  return async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    if (incoming.headers.cookie && !headers.has('cookie'))
      headers.set('cookie', incoming.headers.cookie);
    return app.fetch(new Request(request, { headers }), { incoming });
  };
}
