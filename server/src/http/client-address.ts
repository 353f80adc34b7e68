import type { IncomingHttpHeaders } from 'node:http';

interface Received {
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly headers: IncomingHttpHeaders;
}

/**
 * Where a request comes from: the connection's other end, or, behind `trusted` proxies, what the outermost of them
 * wrote into X-Forwarded-For. Anything further left in that header is the client's own claim and is not believed.
 */
export function clientAddress(request: Received | undefined, trusted: number): string {
  const peer = request?.socket.remoteAddress ?? 'unknown';
  if (trusted === 0) return peer;
  const forwarded = [request?.headers['x-forwarded-for'] ?? []]
    .flat()
    .flatMap((line) => line.split(','));
  const hops = forwarded.map((hop) => hop.trim()).filter((hop) => hop !== '');
  return hops.at(-trusted) ?? hops[0] ?? peer;
}
