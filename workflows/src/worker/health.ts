import { createServer, type Server } from 'node:http';

/** `GET /healthz`: 200 while the worker polls Temporal, 503 before and after. */
export function serveHealth(host: string, port: number, isRunning: () => boolean): Server {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/healthz') {
      response.writeHead(404).end();
      return;
    }
    const ok = isRunning();
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: ok ? 'ok' : 'starting' }));
  });
  return server.listen(port, host);
}
