import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../parts/lock.js';
import { postgresPart } from '../parts/postgres.js';
import { createSupervisor } from '../parts/supervisor.js';
import { temporalPart } from '../parts/temporal.js';
import { findChromium } from '../setup/chromium.js';
import { installDependencies } from '../setup/dependencies.js';
import { freePort } from '../setup/ports.js';
import { root } from '../setup/root.js';
import { step } from '../setup/step.js';
import { StopWithLine } from '../setup/stop-with-line.js';
import { findTemporal } from '../setup/temporal-program.js';
import { buildWeb } from '../setup/web-build.js';

/**
 * Sets up what is missing and does `work` beside a Postgres and a Temporal of its own, on free ports
 * and in a temporary folder that is gone afterwards.
 * @param {{ isDurable: boolean }} stores whether Postgres waits for the disk, as in earnest; Temporal always does
 * @param {(env: NodeJS.ProcessEnv) => Promise<void>} work gets the environment of the tests: README's
 *   variables of the caller are taken out, TEST_… tell where the parts are
 */
export async function withStores({ isDurable }, work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-test-'));
  // As root, Postgres runs as its own user and must get through.
  chmodSync(dataDir, 0o755);
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  await takeLock(dataDir, console.log);
  const supervisor = createSupervisor(dataDir, writeLog());
  try {
    await installDependencies();
    const program = await findTemporal(process.env.TEMPORAL_CLI_PATH || undefined);
    const chromium = await findChromium();
    await buildWeb();
    const started = await step('Start Postgres and Temporal', () =>
      start(supervisor, dataDir, program, isDurable),
    );
    await work({ ...cleanEnv(), ...started, TEST_TEMPORAL_CLI: program, TEST_CHROMIUM: chromium });
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof StopWithLine ? error.message : error);
  }
  await supervisor.stop();
}

async function start(supervisor, dataDir, program, isDurable) {
  const postgres = await postgresPart(dataDir, supervisor.say, isDurable ? {} : { fsync: 'off' });
  const port = await freePort();
  const temporal = temporalPart({ program, dataDir, port, namespace: 'default' });
  await Promise.all([supervisor.run(postgres), supervisor.run(temporal)]);
  return { TEST_DATABASE_URL: postgres.url, TEST_TEMPORAL_ADDRESS: temporal.address };
}

/** What a person has set for their own installation must not reach the tests. */
function cleanEnv() {
  const own = /^(PORT|HOST|PUBLIC_URL|DATA_DIR|DATABASE_URL|SAMPLE_DATA|AUTH_SECRET|SMTP_URL)$/;
  const family = /^(TEMPORAL_|VALIDATOR_|LOG_LEVEL$|NODE_ENV$)/;
  const isOwn = ([name]) => !own.test(name) && !family.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(isOwn));
}

/** The parts' logs would hide the results; they are kept for whoever looks for a failure's cause. */
function writeLog() {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const file = createWriteStream(join(root, 'test-results', 'parts.log'));
  return (line) => void file.write(`${line}\n`);
}
