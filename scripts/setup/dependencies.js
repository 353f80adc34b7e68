import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { alone } from './checkout-lock.js';
import { fingerprint } from './fingerprint.js';
import { root } from './root.js';
import { runProgram, step } from './step.js';

const timeoutMs = 15 * 60_000;
const packages = ['domain', 'workflows', 'server', 'web', 'test'];
const sources = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  'patches',
  ...packages.map((name) => join(name, 'package.json')),
];
const stamp = join(root, 'node_modules', '.parley-installed');

/** Installs exactly what `pnpm-lock.yaml` names, when that changed since the last time. */
export async function installDependencies() {
  const wanted = fingerprint(sources);
  if (isInstalled(wanted)) return;
  await alone('install', async () => {
    if (isInstalled(wanted)) return;
    await step('Install the dependencies (pnpm, about 30 s)', (say) =>
      runProgram(process.env.PARLEY_PNPM, pnpmArgs, {
        say,
        cwd: root,
        env: toolEnv(),
        timeoutMs,
      }),
    );
    writeFileSync(stamp, wanted);
  });
}

// Which install scripts may run is in pnpm-workspace.yaml.
const pnpmArgs = ['install', '--frozen-lockfile', '--reporter=append-only', '--prod=false'];

function isInstalled(wanted) {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) return false;
  return packages.every((name) => existsSync(join(root, name, 'node_modules')));
}

/** The environment of the project's tools: its Node first on PATH, and nothing asks a question. */
export function toolEnv() {
  const env = { ...process.env, CI: 'true' };
  env.PATH = [dirname(process.execPath), dirname(env.PARLEY_PNPM), env.PATH].join(delimiter);
  // With production set, the tools themselves would not be installed.
  delete env.NODE_ENV;
  return env;
}
