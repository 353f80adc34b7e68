import { availableParallelism, totalmem } from 'node:os';
import type { WorkerOptions } from '@temporalio/worker';

/** Task slots per core: more only queue behind the cores. */
const SLOTS_PER_CORE = 4;
const MIB = 1_048_576;

/**
 * How the worker runs. A sticky queue that waits 1 s and workflow tasks of 3 s: callers of a killed worker then wait
 * at most about 4 s instead of 11.
 */
export function workerOptions() {
  const slots = Math.max(4, SLOTS_PER_CORE * availableParallelism());
  return {
    stickyQueueScheduleToStartTimeout: '1s',
    maxConcurrentWorkflowTaskExecutions: slots,
    maxConcurrentActivityTaskExecutions: slots,
    maxCachedWorkflows: cachedWorkflows(process.constrainedMemory() || totalmem()),
    shutdownGraceTime: '2s',
    shutdownForceTime: '4s',
  } satisfies Partial<WorkerOptions>;
}

/** Half a MiB each is ample: an eighth of the memory, at least 50, and never so many that the worker passes 1 GiB. */
export function cachedWorkflows(memoryBytes: number): number {
  return Math.min(1_500, Math.max(50, Math.floor(memoryBytes / 8 / (MIB / 2))));
}
