import { newCollaboration } from '@parley/workflows/collaboration/carried.schema';
import { stateSchema } from '@parley/domain/state.schema';
import { collaborationStartOptions } from '@parley/workflows/start-options';
import { WORKFLOW_TYPE, workflowIdOf } from '@parley/workflows/task-queue';
import type { Client } from '@temporalio/client';

/** Sends a change as an API does that dies before it stores the answer: decided, and not readable. */
export async function decideOnly(
  temporal: Client,
  id: string,
  name: string,
  body: object,
  known: number,
): Promise<void> {
  const handle = temporal.workflow.getHandle(workflowIdOf(id));
  await handle.executeUpdate(name, { args: [{ ...body, known }] });
}

/** Puts a workflow back to a state that it had, as a restored Temporal would. */
export async function putBack(temporal: Client, id: string, state: unknown): Promise<void> {
  const input = { ...newCollaboration(id), state: stateSchema.parse(state) };
  await temporal.workflow.start(WORKFLOW_TYPE, {
    ...collaborationStartOptions(input),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
}

export async function stateNow(temporal: Client, id: string): Promise<unknown> {
  return await temporal.workflow.getHandle(workflowIdOf(id)).query('state');
}
