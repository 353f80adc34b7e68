import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { CollaborationActivities } from '../../src/activities.ts';
import type { BatchActivities } from '../../src/batch/batch-activities.ts';
import type { ImportActivities } from '../../src/import/import-activities.ts';
import { registerSearchAttributes } from '../../src/search-attributes.ts';
import type { ValidationActivities } from '../../src/validation/validation-activities.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';

const logger = new DefaultLogger(process.env['TEST_LOG'] ? 'WARN' : 'ERROR');
let isInstalled = false;

/** A real Temporal server: the one of TEST_TEMPORAL_ADDRESS, or one of its own. */
export interface TemporalEnv {
  readonly client: TestWorkflowEnvironment['client'];
  /** Runs a worker on a task queue of this environment until it is told to stop. */
  startWorker(
    activities: CollaborationActivities | OtherActivities,
    options?: Partial<WorkerOptions>,
  ): Promise<RunningWorker>;
  readonly taskQueue: string;
  readonly address: string;
  makeNamespace(name: string): Promise<void>;
  clientOf(namespace: string): Client;
  stop(): Promise<void>;
}

/** Those of batches, imports and validation runs. */
type OtherActivities = Partial<BatchActivities & ImportActivities & ValidationActivities>;

export interface RunningWorker {
  stop(): Promise<void>;
}

/** `longAfter`: a server of its own that suggests to continue as new after so many events of a history. */
export async function startTemporalEnv({
  longAfter,
}: { readonly longAfter?: number } = {}): Promise<TemporalEnv> {
  if (!isInstalled) Runtime.install({ logger, shutdownSignals: [] });
  isInstalled = true;
  const environment = await connect(longAfter);
  await registerSearchAttributes(environment.connection, 'default');
  const bundle = await workflowBundle();
  const taskQueue = `test-${randomUUID()}`;
  const running = new Set<RunningWorker>();
  return {
    client: environment.client,
    taskQueue,
    address: environment.address,
    async makeNamespace(namespace) {
      const { workflowService } = environment.connection;
      const { config } = await workflowService.describeNamespace({ namespace: 'default' });
      const workflowExecutionRetentionPeriod = config?.workflowExecutionRetentionTtl ?? null;
      await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    },
    clientOf: (namespace) => new Client({ connection: environment.connection, namespace }),
    async startWorker(activities, options = {}) {
      const worker = await Worker.create({
        connection: environment.nativeConnection,
        taskQueue,
        workflowBundle: bundle,
        activities: { ...activities },
        stickyQueueScheduleToStartTimeout: '1s',
        maxConcurrentWorkflowTaskExecutions: 8,
        ...options,
      });
      const ended = worker.run();
      const one: RunningWorker = {
        async stop() {
          if (running.delete(one)) worker.shutdown();
          await ended;
        },
      };
      running.add(one);
      return one;
    },
    async stop() {
      await Promise.all([...running].map((worker) => worker.stop()));
      await environment.teardown();
    },
  };
}

function connect(longAfter: number | undefined): Promise<TestWorkflowEnvironment> {
  const address = process.env['TEST_TEMPORAL_ADDRESS'];
  if (address && longAfter === undefined)
    return TestWorkflowEnvironment.createFromExistingServer({ address });
  const path = process.env['TEST_TEMPORAL_CLI'] || onPath('temporal');
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      ip: '127.0.0.1',
      ui: false,
      extraArgs: [
        ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=2000'],
        ...['--dynamic-config-value', 'history.timerProcessorMaxPollRPS=500'],
        ...(longAfter === undefined ? [] : suggestingAfter(longAfter)),
      ],
    },
  });
}

function suggestingAfter(events: number): readonly string[] {
  return ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${events}`];
}

function onPath(name: string): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!found)
    throw new Error(
      `No ${name} on PATH, and neither TEST_TEMPORAL_ADDRESS nor TEST_TEMPORAL_CLI is set`,
    );
  return found;
}
