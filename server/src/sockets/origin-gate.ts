import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server as SocketIo } from 'socket.io';
import { originNotAllowed } from '../http/own-origin-only.ts';
import type { Origins } from '../http/own-origins.ts';
import { SECURITY_HEADERS } from '../http/security-headers.ts';

/**
 * Refuses sockets that come with a cookie from another site: 403 ORIGIN_NOT_ALLOWED. Socket.IO's own `allowRequest`
 * would answer an upgrade with 400, so upgrades are stopped before it sees them.
 */
export function guardOrigin(server: Server, io: SocketIo, origins: Origins): void {
  const isForeign = ({ headers }: IncomingMessage) =>
    headers.cookie !== undefined && !origins.has(headers.origin);
  io.engine.use((req: IncomingMessage, res: ServerResponse, next: () => void) => {
    if (req.headers.upgrade !== undefined) return next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value);
    if (!isForeign(req)) return next();
    const problem = originNotAllowed();
    res
      .writeHead(problem.status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify(problem.body()));
  });
  server.prependListener('upgrade', (req: IncomingMessage, socket: Duplex) => {
    if (!isForeign(req)) return;
    const problem = originNotAllowed();
    const body = JSON.stringify(problem.body());
    socket.on('error', () => undefined);
    socket.end(
      `HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    // Engine.IO hears of the upgrade next: it leaves alone what is not addressed to it.
    req.url = '/refused';
  });
}
