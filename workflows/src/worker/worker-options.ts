import { availableParallelism, totalmem } from 'node:os';
import type { WorkerOptions } from '@temporalio/worker';

/** Task slots per core: more only queue behind the cores. A poll that waits for a workflow task holds one, too. */
const SLOTS_PER_CORE = { activities: 4, workflowTasks: 8 };
/** Polls per core, half of them for workflows that the worker does not keep (docs/decisions/0149). */
const POLLS_PER_CORE = 4;
const MIB = 1_048_576;

/**
 * How the worker runs. A sticky queue that waits 1 s and workflow tasks of 3 s: callers of a killed worker then wait
 * at most about 4 s instead of 11.
 */
export function workerOptions() {
  const perCore = (count: number) => Math.max(4, count * availableParallelism());
  return {
    stickyQueueScheduleToStartTimeout: '1s',
    maxConcurrentWorkflowTaskExecutions: perCore(SLOTS_PER_CORE.workflowTasks),
    maxConcurrentWorkflowTaskPolls: perCore(POLLS_PER_CORE),
    nonStickyToStickyPollRatio: 0.5,
    maxConcurrentActivityTaskExecutions: perCore(SLOTS_PER_CORE.activities),
    maxCachedWorkflows: cachedWorkflows(process.constrainedMemory() || totalmem()),
    shutdownGraceTime: '2s',
    shutdownForceTime: '4s',
  } satisfies Partial<WorkerOptions>;
}

/** Half a MiB each is ample: an eighth of the memory, at least 50, and never so many that the worker passes 1 GiB. */
export function cachedWorkflows(memoryBytes: number): number {
  return Math.min(1_500, Math.max(50, Math.floor(memoryBytes / 8 / (MIB / 2))));
}
