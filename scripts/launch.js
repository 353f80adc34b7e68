/**
 * The first stage of every command. Runs on the machine's own Node (20 or newer), brings the Node
 * the project needs, and hands over to a script of `run/` under it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bringNode } from './setup/node.js';
import { StopWithLine } from './setup/stop-with-line.js';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `run/<name>.js` under Node 24 with this process's arguments and ends as it ends.
 * @param {string} name
 * @param {(env: NodeJS.ProcessEnv) => void} [checkFirst] throws StopWithLine before anything is set up
 */
export async function launch(name, checkFirst) {
  // Until the second stage runs: leaving by `exit` also ends what a step has started.
  const leave = () => process.exit(130);
  for (const signal of forwarded) process.once(signal, leave);
  process.stdout.on('error', () => {});
  try {
    checkFirst?.(process.env);
    const tools = await bringNode();
    for (const signal of forwarded) process.removeListener(signal, leave);
    process.exitCode = await runStage(name, tools);
  } catch (error) {
    if (!(error instanceof StopWithLine)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function runStage(name, tools) {
  const script = fileURLToPath(new URL(`./run/${name}.js`, import.meta.url));
  const child = spawn(
    tools.node,
    ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2)],
    {
      // A group of its own: one Ctrl-C in a terminal must arrive once, forwarded from here. The IPC
      // channel tells the child when this process is killed outright.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, PARLEY_NODE: tools.node, PARLEY_PNPM: tools.pnpm },
    },
  );
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 128 : (code ?? 1)));
  });
}
