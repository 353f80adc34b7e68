import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { root } from './root.js';
import { runProgram, step } from './step.js';
import { StopWithLine } from './stop-with-line.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const timeoutMs = 10 * 60_000;

/**
 * The Chromium of the browser tests, first that runs: TEST_CHROMIUM, PATH, Debian's package (as root),
 * Playwright's own download. Otherwise StopWithLine with what to do.
 * @returns {Promise<string>} path of the program
 */
export async function findChromium(env = process.env) {
  const found = findInstalled(env);
  if (found) return found;
  const failures = [];
  for (const bring of [installPackage, downloadPlaywrights]) {
    try {
      const program = await bring(env);
      if (program && runs(program)) return program;
      failures.push(`${bring.name}: it does not run`);
    } catch (error) {
      if (!(error instanceof StopWithLine)) throw error;
      failures.push(error.message.split('\n')[0]);
    }
  }
  throw new StopWithLine(
    `Chromium, which the browser tests drive, is not there and could not be brought ` +
      `(${failures.join('; ')}); install Chromium or Chrome, or set TEST_CHROMIUM to its path`,
  );
}

function findInstalled(env) {
  const given = env.TEST_CHROMIUM ? [env.TEST_CHROMIUM] : [];
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const places = [...given, ...onPath, ...(process.platform === 'darwin' ? macPrograms : [])];
  // Ubuntu's chromium-browser only tells how to install a snap: it must answer.
  return places.find((place) => existsSync(place) && runs(place));
}

async function installPackage(env) {
  const isDebian = process.getuid() === 0 && existsSync('/usr/bin/apt-get');
  if (!isDebian) throw new StopWithLine("Debian's package needs root and apt-get");
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('Install Chromium (apt-get, about 1 min)', async (say) => {
    const apt = (args) => runProgram('apt-get', args, { say, env: aptEnv, timeoutMs });
    await apt(['update']);
    await apt(['install', '-y', '--no-install-recommends', 'chromium']);
  });
  return findInstalled(env);
}

async function downloadPlaywrights() {
  const playwright = createRequire(join(root, 'test/package.json')).resolve('playwright-core');
  const cli = join(playwright, '..', 'cli.js');
  await step("Download Playwright's Chromium (about 170 MB)", (say) =>
    runProgram(process.execPath, [cli, 'install', 'chromium'], { say, timeoutMs }),
  );
  const { chromium } = createRequire(import.meta.url)(playwright);
  return chromium.executablePath();
}

function runs(program) {
  const options = { stdio: 'ignore', timeout: 20_000 };
  return spawnSync(program, ['--version'], options).status === 0;
}
