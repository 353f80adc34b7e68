/** The one task queue of the product. */
export const TASK_QUEUE = 'parley';
export const WORKFLOW_TYPE = 'collaboration';

export const VALIDATION_TYPE = 'validation';

export function workflowIdOf(collaborationId: string): string {
  return `collaboration/${collaborationId}`;
}

export function validationIdOf(runId: string): string {
  return `validation/${runId}`;
}

export const BATCH_TYPE = 'batch';

export function batchWorkflowId(batchId: string): string {
  return `batch/${batchId}`;
}
