import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheDir } from './cache.js';
import { runProgram, step } from './step.js';
import { StopWithLine } from './stop-with-line.js';

export const nodeVersion = '24.21.0';
export const pnpmVersion = '12.21.0';

const minimumMinor = 12;
const timeoutMs = 10 * 60_000;

/** Whether a Node of this version (without `v`) runs the project: any 24 from 24.12 on. */
export function isWantedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 && minor >= minimumMinor;
}

/**
 * The Node and the pnpm the project runs on, fetched by npm into the user's cache where missing.
 * Safe to repeat and to run twice at a time.
 * @param {string} [running] version of the Node that runs this
 * @returns {Promise<{node: string, pnpm: string}>} absolute paths of the two programs
 */
export async function bringNode(running = process.versions.node) {
  if (isWantedNode(running)) {
    // An older Node's start may have brought pnpm along with the project's own Node.
    const known = join(cacheDir(), `node-${nodeVersion}`, 'node_modules/pnpm/pnpm');
    if (runs(known)) return { node: process.execPath, pnpm: known };
    const dir = await bring(`pnpm-${pnpmVersion}`, [`pnpm@${pnpmVersion}`], 'pnpm/pnpm');
    return { node: process.execPath, pnpm: join(dir, 'pnpm/pnpm') };
  }
  const wanted = [`node@${nodeVersion}`, `pnpm@${pnpmVersion}`];
  const dir = await bring(`node-${nodeVersion}`, wanted, 'node/bin/node');
  return { node: join(dir, 'node/bin/node'), pnpm: join(dir, 'pnpm/pnpm') };
}

async function bring(name, packages, program) {
  const home = join(cacheDir(), name);
  const modules = join(home, 'node_modules');
  if (runs(join(modules, program)) && existsSync(join(modules, 'pnpm/pnpm'))) return modules;
  await step(`Bring ${packages.join(' and ')} (npm, about 20 s)`, async (say) => {
    mkdirSync(dirname(home), { recursive: true });
    const fresh = mkdtempSync(`${home}.new-`);
    try {
      await npmInstall(fresh, packages, say);
      if (!runs(join(fresh, 'node_modules', program)))
        throw new StopWithLine(
          `npm installed ${packages.join(' and ')}, but ${basename(program)} does not run: ` +
            'npm may be set to ignore install scripts (npm config get ignore-scripts), which must be false',
        );
      swap(fresh, home);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
  return modules;
}

function npmInstall(prefix, packages, say) {
  const options = ['--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts=false'];
  const args = ['install', '--prefix', prefix, '--no-save', ...options, ...packages];
  const npmCli = process.env.npm_execpath ?? '';
  const env = { ...process.env, CI: 'true' };
  if (basename(npmCli) === 'npm-cli.js')
    return runProgram(process.execPath, [npmCli, ...args], { say, env, timeoutMs });
  return runProgram('npm', args, { say, env, timeoutMs });
}

/** Puts the finished folder in place; when another start was faster, its folder stays. */
function swap(fresh, home) {
  if (existsSync(home) && !existsSync(join(home, 'node_modules')))
    rmSync(home, { recursive: true });
  try {
    renameSync(fresh, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
    const broken = `${fresh}.old`;
    renameSync(home, broken);
    renameSync(fresh, home);
    rmSync(broken, { recursive: true, force: true });
  }
}

function runs(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
