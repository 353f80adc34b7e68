import { join } from 'node:path';
import { root } from '../setup/root.js';
import { answersTcp } from './health.js';

/**
 * Describes Vite's dev server, which gives the web app with hot reload at the board's address.
 * @param {{host: string, port: number}} settings
 * @param {string} api address of the server behind it
 */
export function vitePart({ host, port }, api) {
  const cwd = join(root, 'web');
  const vite = join(cwd, 'node_modules/vite/bin/vite.js');
  const listen = ['--host', host, '--port', String(port), '--strictPort', '--clearScreen', 'false'];
  return {
    name: 'web',
    command: process.execPath,
    args: [vite, 'dev', ...listen],
    env: { ...process.env, NODE_ENV: 'development', PARLEY_API: api },
    cwd,
    stopSignal: 'SIGTERM',
    isHealthy: () => answersTcp(port, host),
  };
}
