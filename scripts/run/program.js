import { spawn } from 'node:child_process';
import { root } from '../setup/root.js';
import { signalGroup } from '../parts/leftovers.js';

/**
 * Runs a Node script of the project in the foreground, in a group that ends with this process.
 * @returns {Promise<number>} its exit code; 124 when it took longer than `timeoutMs`
 */
export function runScript(args, env, timeoutMs) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const kill = () => signalGroup(child.pid, 'SIGKILL');
  process.on('exit', kill);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, timeoutMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      process.removeListener('exit', kill);
      // A browser or a server that a test left behind.
      kill();
      resolve(isLate ? 124 : signal ? 128 : (code ?? 1));
    });
  });
}
