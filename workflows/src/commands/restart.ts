import { collaborationStartOptions } from '../start-options.ts';
import { WORKFLOW_TYPE } from '../task-queue.ts';
import type { PathDeps } from './path.ts';
import type { Queries } from '../projection/postgres.ts';
import { inputFromRow } from './start-input.ts';

/** First half of the key of the advisory locks under which a collaboration's workflow is started again. */
const RESTART_LOCK = 7_275;

/**
 * Starts a collaboration's workflow again from its row, ending the one that runs. Only for a workflow that lost
 * history: what it decided and nobody projected is gone. Answers false where `isStillNeeded`, asked under a lock
 * that keeps other processes out, says that someone else did it.
 */
export async function restartFromRow(
  deps: PathDeps,
  collaborationId: string,
  isStillNeeded: (sql: Queries) => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  return await deps.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${RESTART_LOCK}, hashtext(${collaborationId}))`;
    if (!(await isStillNeeded(sql))) return false;
    await start(deps, sql, collaborationId);
    return true;
  });
}

async function start(deps: PathDeps, sql: Queries, collaborationId: string): Promise<void> {
  const input = await inputFromRow(deps, sql, collaborationId);
  if (!input) throw new Error(`There is no row of the collaboration ${collaborationId}`);
  // The epoch of what is replaced is not known; time only has to make it another one.
  const epoch = Math.floor(Date.now() / 1000);
  await deps.temporal.workflow.start(WORKFLOW_TYPE, {
    ...collaborationStartOptions({ ...input, epoch }),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
  deps.log.warn(
    { collaborationId, version: input.state?.version, epoch },
    'A workflow was started again from its row',
  );
}
