import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { toolEnv } from '../setup/dependencies.js';
import { root } from '../setup/root.js';

const timeoutMs = 10 * 60_000;

/**
 * Runs a tool of the workspace; what it said when it found something wrong, otherwise undefined.
 * @param {string} name its program in `node_modules/.bin`
 * @param {string[]} args
 * @param {string} [folder] whose node_modules it is in and where it runs, relative to the checkout
 * @returns {Promise<string | undefined>}
 */
export async function runTool(name, args, folder = '.') {
  const { code, output } = await toolOutput(name, args, folder);
  return code === 0 ? undefined : output.trim() || `${name} ended with code ${code}`;
}

/** Runs a tool to its end: exit code and everything it said. */
export function toolOutput(name, args, folder) {
  const cwd = join(root, folder);
  const child = spawn(join(cwd, 'node_modules/.bin', name), args, {
    cwd,
    env: { ...toolEnv(), NODE_OPTIONS: '--max-old-space-size=4096' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => {
      process.removeListener('exit', kill);
      resolve({ code: code ?? 1, output });
    });
  });
}
