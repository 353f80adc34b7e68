import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.js';
import { StopWithLine } from '../setup/stop-with-line.js';
import { answersHttp, answersOk } from './health.js';
import { until } from './until.js';

const wholeMs = 90_000;
const betweenMs = 200;

// Freed memory goes back where few threads share it: with an arena for each the worker held twice what it used.
const frugal = { MALLOC_ARENA_MAX: '2' };

/**
 * The environment that worker and server read, complete: nothing of it comes from elsewhere.
 * @param {ReturnType<import('../setup/settings.js').readSettings>} settings
 * @param {{databaseUrl: string, temporalAddress: string, authSecret: string, mode: string}} found
 */
export function appEnv(settings, found) {
  return {
    ...frugal,
    ...givenEnv(),
    ...(settings.hasOwnTemporal ? ownTemporalEnv(settings) : {}),
    NODE_ENV: found.mode,
    DATABASE_URL: found.databaseUrl,
    TEMPORAL_ADDRESS: found.temporalAddress,
    TEMPORAL_NAMESPACE: settings.temporalNamespace,
    AUTH_SECRET: found.authSecret,
    DATA_DIR: settings.dataDir,
    HOST: settings.host,
    PORT: String(settings.port),
    SAMPLE_DATA: settings.sampleData,
  };
}

/** An empty variable counts as not set for every library too. */
function givenEnv() {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}

/** A key or a profile meant for another Temporal must not be used with the embedded one. */
function ownTemporalEnv({ dataDir, temporalUiPort }) {
  const foreign = Object.keys(process.env).filter((name) => name.startsWith('TEMPORAL_'));
  const folder = join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'profile.toml'), '[profile.default]\n');
  return {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    TEMPORAL_CONFIG_FILE: join(folder, 'profile.toml'),
    TEMPORAL_UI_URL: `http://127.0.0.1:${temporalUiPort}`,
  };
}

/** Describes the worker as a part to run. */
export function workerPart(env, healthPort) {
  return {
    ...nodePart('worker', 'workflows/src/worker.ts'),
    env: { ...env, WORKER_HEALTH_PORT: String(healthPort) },
    isHealthy: () => answersOk(`http://127.0.0.1:${healthPort}/healthz`),
  };
}

/**
 * Describes the server as a part to run.
 * @param {(message: string) => void} onLine told the message of every line it logs
 */
export function serverPart(env, onLine) {
  const address = localAddress(env.HOST, env.PORT);
  return {
    ...nodePart('server', 'server/src/main.ts'),
    env,
    onLine,
    // Answering is enough: its health also tells of the other parts, which are not its to repair.
    isHealthy: () => answersHttp(`${address}/api/health`),
  };
}

/** Waits until the product as a whole is healthy. Throws StopWithLine with its own word on why not. */
export async function untilHealthy(env, signal) {
  const address = `${localAddress(env.HOST, env.PORT)}/api/health`;
  if (await until(() => answersOk(address), wholeMs, signal, betweenMs)) return;
  if (signal.aborted) return;
  const answer = await fetch(address).then((response) => response.text());
  throw new StopWithLine(`the product was not healthy after ${wholeMs / 1000} s: ${answer}`);
}

function nodePart(name, script) {
  return {
    name,
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', script],
    cwd: root,
    stopSignal: 'SIGTERM',
  };
}

/** The address under which this machine reaches what listens on `host`. */
export function localAddress(host, port) {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
