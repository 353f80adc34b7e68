const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'] as const;

/** The origins that count as this product's own. */
export interface Origins {
  readonly publicUrl: string;
  readonly isLoopback: boolean;
  readonly isSecure: boolean;
  /** Whether the value of an Origin header is one of ours; a missing one never is. */
  readonly has: (origin: string | null | undefined) => boolean;
}

/** The origin of an address without path, query or fragment; null for any other. */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isBare ? url.origin : null;
}

/** The public address alone, or, on loopback, every name of this machine at the same port. */
export function ownOrigins(publicUrl: string): Origins {
  const url = new URL(publicUrl);
  const isLoopback =
    url.hostname === 'localhost' || url.hostname === '[::1]' || url.hostname.startsWith('127.');
  const port = url.port === '' ? '' : `:${url.port}`;
  const names = isLoopback ? LOOPBACK_NAMES.map((name) => `${url.protocol}//${name}${port}`) : [];
  const all = new Set([url.origin, ...names]);
  return {
    publicUrl: url.origin,
    isLoopback,
    isSecure: url.protocol === 'https:',
    has: (origin) => typeof origin === 'string' && all.has(origin),
  };
}
