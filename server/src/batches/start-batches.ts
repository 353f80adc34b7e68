import {
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common';
import type { PathDeps } from '@parley/workflows/commands/path';
import { BATCH_STATE } from '@parley/workflows/shown-attributes';
import { BATCH_TYPE, batchWorkflowId, TASK_QUEUE } from '@parley/workflows/task-queue';

const OWNER_ID = defineSearchAttributeKey('OwnerId', SearchAttributeType.KEYWORD);

/** Starts a batch's workflow where none runs, and has it look at once what somebody asked for. Safe to repeat. */
export async function startBatch(
  { temporal }: Pick<PathDeps, 'temporal'>,
  batchId: string,
  personId: string,
): Promise<void> {
  await temporal.workflow.signalWithStart(BATCH_TYPE, {
    workflowId: batchWorkflowId(batchId),
    taskQueue: TASK_QUEUE,
    args: [{ batchId }],
    signal: 'lookAgain',
    workflowTaskTimeout: '3s',
    staticSummary: 'One change for many collaborations',
    typedSearchAttributes: new TypedSearchAttributes([
      { key: OWNER_ID, value: personId },
      { key: BATCH_STATE, value: 'running' },
    ]),
  });
}

/** Starts every batch that is stored and has not ended: one whose start was lost, or whose workflow was. */
export async function startUnfinishedBatches(deps: PathDeps): Promise<void> {
  const rows = await deps.sql<{ id: string; person_id: string }[]>`
    select id, person_id from batches where finished_at is null and state <> 'paused' order by id limit 1000`;
  for (const { id, person_id } of rows) await startBatch(deps, id, person_id);
}

/** What the routes call after their commit: they do not wait, for the recovery starts what this could not. */
export function startSoon(deps: PathDeps, batchId: string, personId: string): void {
  startBatch(deps, batchId, personId).catch((error: unknown) => {
    deps.log.warn({ err: error, batchId }, 'A batch could not be started; it will be, soon');
  });
}
