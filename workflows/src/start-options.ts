import type { WorkflowStartOptions } from '@temporalio/client';
import type { CollaborationInput } from './collaboration/carried.schema.ts';
import { TASK_QUEUE, workflowIdOf } from './task-queue.ts';

/**
 * How a collaboration's workflow is started, also again after it ended: everything but its type. One that runs is
 * used as it is, so an update-with-start is safe to repeat.
 */
export function collaborationStartOptions(input: CollaborationInput) {
  return {
    workflowId: workflowIdOf(input.collaborationId),
    taskQueue: TASK_QUEUE,
    args: [input],
    // Shorter than the default 10 s: a killed worker's task is given to another one sooner.
    workflowTaskTimeout: '3s',
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: 'A collaboration between a campaign and a creator',
  } satisfies WorkflowStartOptions & { args: unknown[] };
}
