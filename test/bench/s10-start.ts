import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median, type Figure } from './figures.ts';
import { freePorts } from './free-ports.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const READY_LIMIT_MS = 600_000;

/** S10: how long `npm start` takes the second time, with the sample workspace in place, and a build of the web app. */
export async function start(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-bench-start-'));
  try {
    const [port, temporal, ui] = await freePorts(3);
    const env = {
      PORT: `${port}`,
      TEMPORAL_PORT: `${temporal}`,
      TEMPORAL_UI_PORT: `${ui}`,
      DATA_DIR: dataDir,
    };
    await readyAfter(env);
    const seconds = [await readyAfter(env), await readyAfter(env), await readyAfter(env)];
    return [
      {
        id: 'S10',
        what: 'npm start, second time, ready',
        value: median(seconds),
        unit: 's',
        target: { atMost: 10 },
      },
      {
        id: 'S10',
        what: 'web build',
        value: await buildSeconds(),
        unit: 's',
        target: { atMost: 60 },
      },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Seconds from typing the command until the board answers; the whole is ended again. */
async function readyAfter(settings: Record<string, string>): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((over) => child.once('exit', over));
  try {
    const limit = began + READY_LIMIT_MS;
    while (!(await answers(`http://127.0.0.1:${settings['PORT']}/api/health`))) {
      if (child.exitCode !== null) throw new Error('npm start ended before it was ready');
      if (performance.now() > limit) throw new Error('npm start was not ready in time');
      await new Promise((soon) => setTimeout(soon, 50));
    }
    return (performance.now() - began) / 1000;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}

async function buildSeconds(): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
    cwd: join(ROOT, 'web'),
    stdio: 'ignore',
    timeout: 180_000,
  });
  const code = await new Promise((over) => child.once('exit', over));
  if (code !== 0) throw new Error(`the web build ended with ${String(code)}`);
  return (performance.now() - began) / 1000;
}
