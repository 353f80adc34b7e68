import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { makeBatchActivities } from './batch/batch-activities.ts';
import { connectClient, temporalSettings } from './connect-temporal.ts';
import { makeImportActivities } from './import/make-import-activities.ts';
import { connectPostgres } from './projection/postgres.ts';
import { SearchAttributesMissing } from './search-attributes.ts';
import { TASK_QUEUE } from './task-queue.ts';
import { serveHealth } from './worker/health.ts';
import { makeActivities } from './worker/make-activities.ts';
import { makeValidationActivities } from './worker/make-validation-activities.ts';
import { temporalLogger } from './worker/temporal-logger.ts';
import { waitForTemporal } from './worker/wait-for-temporal.ts';
import { parseWorkerConfig, WorkerConfigError, type WorkerConfig } from './worker/worker-config.ts';
import { workerOptions } from './worker/worker-options.ts';
import { workflowBundle } from './worker/workflow-bundle.ts';

/**
 * The worker process. It runs before the database is up to date: activities fail and are retried until the server
 * has made the tables, so worker and server start in any order.
 */
async function main(config: WorkerConfig): Promise<void> {
  const log = pino({ name: 'worker', level: config.logLevel });
  Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
  let worker: Worker | null = null;
  const isRunning = () => worker?.getState() === 'RUNNING';
  const stop = () => {
    if (isRunning()) worker?.shutdown();
    // Before it runs there is nothing to finish; while it drains a second signal changes nothing.
    else if (worker === null || worker.getState() === 'INITIALIZED') process.exit(0);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const { healthHost, healthPort } = config;
  if (healthPort !== null) serveHealth(healthHost, healthPort, isRunning);

  const temporal = temporalSettings(process.env);
  const [bundle] = await Promise.all([workflowBundle(), waitForTemporal(temporal, log)]);
  const sql = connectPostgres(config.databaseUrl, { max: 5, name: 'parley worker' });
  const connection = await NativeConnection.connect(temporal.connectionOptions);
  const client = connectClient(process.env);
  worker = await Worker.create({
    ...workerOptions(),
    connection,
    namespace: temporal.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: bundle,
    activities: {
      ...makeActivities({ sql, log, completeAfterMs: config.completeAfterMs }),
      ...makeBatchActivities({ sql, log, temporal: client, config }),
      ...makeImportActivities({ sql, log, temporal: client, config }),
      ...makeValidationActivities({ sql, model: config.model }),
    },
  });
  await worker.run();
  await Promise.all([connection.close(), client.connection.close(), sql.end({ timeout: 1 })]);
}

try {
  await main(parseWorkerConfig(process.env));
  process.exit(0);
} catch (error) {
  if (!(error instanceof WorkerConfigError || error instanceof SearchAttributesMissing))
    throw error;
  console.error(error.message);
  process.exitCode = 1;
}
