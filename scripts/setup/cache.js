import { homedir } from 'node:os';
import { join } from 'node:path';

/** Parley's folder in the user's cache: what can be brought again, shared by all checkouts. */
export function cacheDir(env = process.env) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'parley');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'parley');
  return join(homedir(), '.cache', 'parley');
}
