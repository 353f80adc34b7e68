import { appEnv, workerPart } from '../parts/app.js';
import { takeLock } from '../parts/lock.js';
import { postgresPart } from '../parts/postgres.js';
import { createSupervisor } from '../parts/supervisor.js';
import { temporalPart } from '../parts/temporal.js';
import { keptAuthSecret, makeDataDir } from '../setup/data-dir.js';
import { installDependencies } from '../setup/dependencies.js';
import { checkPostgres } from '../setup/existing-postgres.js';
import { checkTemporal } from '../setup/existing-temporal.js';
import { freePort, refuseTakenPorts } from '../setup/ports.js';
import { readSettings } from '../setup/settings.js';
import { StopWithLine } from '../setup/stop-with-line.js';
import { findTemporal } from '../setup/temporal-program.js';

/**
 * Takes the data folder for this process and gives the steps of a start. A refusal is shown as one
 * line and ends the process with code 1, after what already runs was stopped.
 * @param {'production' | 'development'} mode
 */
export async function openInstallation(mode) {
  const settings = await orExit(async () => {
    const read = readSettings(process.env);
    makeDataDir(read.dataDir);
    await takeLock(read.dataDir, (text) => console.log(`· ${text}`));
    return read;
  });
  const supervisor = createSupervisor(settings.dataDir);
  let temporalProgram;

  const prepare = async (further) => {
    await refuseTakenPorts(settings);
    await installDependencies();
    if (settings.hasOwnTemporal) temporalProgram = await findTemporal(settings.temporalCliPath);
    for (const step of further) await step();
  };
  const startStores = async () => {
    const databaseUrl = await startPostgres(settings, supervisor);
    const temporalAddress = await startTemporal(settings, supervisor, temporalProgram);
    const authSecret = settings.authSecret ?? keptAuthSecret(settings.dataDir);
    return appEnv(settings, { databaseUrl, temporalAddress, authSecret, mode });
  };
  const startWorker = async (env) => supervisor.run(workerPart(env, await freePort()));
  const begin = (work) =>
    orStop(supervisor, () => work({ supervisor, settings, prepare, startStores, startWorker }));
  return { begin };
}

async function startPostgres(settings, supervisor) {
  if (!settings.hasOwnPostgres) {
    await checkPostgres(settings.databaseUrl);
    return settings.databaseUrl;
  }
  const part = await postgresPart(settings.dataDir, supervisor.say);
  await supervisor.run(part);
  return part.url;
}

async function startTemporal(settings, supervisor, program) {
  if (!settings.hasOwnTemporal) {
    await checkTemporal(settings);
    return settings.temporalAddress;
  }
  const part = temporalPart({
    program,
    dataDir: settings.dataDir,
    port: settings.temporalPort,
    uiPort: settings.temporalUiPort,
    namespace: settings.temporalNamespace,
  });
  await supervisor.run(part);
  return part.address;
}

async function orExit(work) {
  try {
    return await work();
  } catch (error) {
    show(error);
    process.exit(1);
  }
}

async function orStop(supervisor, work) {
  try {
    await work();
  } catch (error) {
    if (supervisor.isStopping()) return;
    process.exitCode = 1;
    await supervisor.stop();
    show(error);
    process.exit(1);
  }
}

function show(error) {
  console.error(error instanceof StopWithLine ? error.message : error);
}
