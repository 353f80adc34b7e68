import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './checkout-lock.js';
import { toolEnv } from './dependencies.js';
import { fingerprint } from './fingerprint.js';
import { root } from './root.js';
import { runProgram, step } from './step.js';

const timeoutMs = 180_000;
const stamp = join(root, '.cache', 'web-build');
const result = join(root, 'web/build/handler.js');

/** Builds the web app to `web/build` when its sources changed since the last build. */
export async function buildWeb() {
  const wanted = fingerprint(['web', 'domain/src', 'pnpm-lock.yaml', 'tsconfig.base.json']);
  if (isBuilt(wanted)) return;
  await alone('web-build', async () => {
    if (isBuilt(wanted)) return;
    await step('Build the web app (about 30 s)', buildTwice);
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

/** Vite's bundler can hang on few cores: a second try where the first one did not end in time. */
async function buildTwice(say) {
  rmSync(stamp, { force: true });
  const env = { ...toolEnv(), NODE_ENV: 'production' };
  const build = () =>
    runProgram(process.env.PARLEY_PNPM, ['--filter', '@parley/web', 'build'], {
      say,
      cwd: root,
      env,
      timeoutMs,
    });
  try {
    await build();
  } catch (error) {
    if (!error.message.includes('took longer')) throw error;
    say('it did not end in time, trying once more');
    await build();
  }
}

function isBuilt(wanted) {
  return existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}
