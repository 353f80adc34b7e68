import type { Client } from '@temporalio/client';
import type { Sql } from './db/connect.ts';

const CHECK_MS = 2_000;
/** An idle worker asks again every minute (Temporal's long poll). */
const POLLER_SEEN_MS = 75_000;
const MOST_WAITING_S = 15;
const NO_WORKER = 'no worker takes work';
const TASK_QUEUE = 'parley';
const WORKFLOW_QUEUE = 1;

/** Each part: "ok", or in words what is wrong with it. */
export interface Health {
  readonly postgres: string;
  readonly temporal: string;
  readonly worker: string;
}

/** Asks every part that the product needs, all at once, each for at most 2 s. Never throws. */
export async function checkHealth(sql: Sql, temporal: Client): Promise<Health> {
  const [postgres, reached, worker] = await Promise.all([
    outcome(sql`select 1`),
    outcome(temporal.connection.workflowService.getSystemInfo({})),
    outcome(requireWorker(temporal)),
  ]);
  return { postgres, temporal: reached, worker };
}

/** A worker was seen lately, and what waits for one does not wait long. */
async function requireWorker({ connection, options }: Client): Promise<void> {
  const { pollers, stats } = await connection.workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: WORKFLOW_QUEUE,
    reportStats: true,
  });
  const seen = (pollers ?? []).map(
    ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000,
  );
  const waitingS = Number(stats?.approximateBacklogAge?.seconds ?? 0);
  // A worker that was killed is listed for minutes: work that nobody takes tells sooner.
  if (Math.max(0, ...seen) < Date.now() - POLLER_SEEN_MS || waitingS >= MOST_WAITING_S)
    throw new Error(NO_WORKER);
}

/** What went wrong is told by its kind alone: messages of drivers name addresses of the inside. */
async function outcome(check: PromiseLike<unknown>): Promise<string> {
  const { promise: tooLate, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve('does not answer'), CHECK_MS);
  try {
    return await Promise.race([Promise.resolve(check).then(() => 'ok'), tooLate]);
  } catch (error) {
    return error instanceof Error && error.message === NO_WORKER ? NO_WORKER : 'cannot be reached';
  } finally {
    clearTimeout(timer);
  }
}
