import { QueryNotRegisteredError } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import { workflowIdOf } from '../task-queue.ts';
import type { PathDeps } from './path.ts';
import type { Queries } from '../projection/postgres.ts';

/** The state that a workflow holds, running or not; null where there is none, or it was never created. */
export async function workflowState(
  deps: PathDeps,
  collaborationId: string,
): Promise<CollaborationState | null> {
  const handle = deps.temporal.workflow.getHandle(workflowIdOf(collaborationId));
  try {
    return stateSchema.nullable().parse(await handle.query('state'));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof QueryNotRegisteredError)
      return null;
    throw error;
  }
}

export async function rowVersion(sql: Queries, collaborationId: string): Promise<number> {
  const rows = await sql<
    { version: number }[]
  >`select version from collaborations where id = ${collaborationId}`;
  return rows[0]?.version ?? 0;
}

/**
 * Whether the workflow holds less than the row: Temporal lost history. The row is read first: what is decided and
 * stored in between must not look like a loss, because what follows ends the workflow.
 */
export async function isBehind(
  deps: PathDeps,
  sql: Queries,
  collaborationId: string,
): Promise<boolean> {
  const version = await rowVersion(sql, collaborationId);
  const state = await workflowState(deps, collaborationId);
  return (state?.version ?? 0) < version;
}
