/** The one task queue of the product. */
export const TASK_QUEUE = 'parley';
export const WORKFLOW_TYPE = 'collaboration';

export function workflowIdOf(collaborationId: string): string {
  return `collaboration/${collaborationId}`;
}
