import { IMPORT_WORKFLOW_TYPE, importWorkflowId } from '@parley/workflows/import/import-names';
import type { PathDeps } from '@parley/workflows/commands/path';
import { TASK_QUEUE } from '@parley/workflows/task-queue';
import { every } from '../every.ts';

/** How long Temporal may take to hear of it: nobody waits. What it misses is told again. */
const TELL_MS = 10_000;
const EVERY_MS = 15_000;
/** An import under way that nothing was heard of for so long is looked after, in seconds. */
const SILENT_SECONDS = 20;

type Parts = Pick<PathDeps, 'sql' | 'temporal' | 'log'>;

/** Starts the workflow of an import, or tells the one that runs to look at it. Safe to repeat; throws nothing. */
export async function tellImport({ temporal, log }: Parts, importId: string): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + TELL_MS, () =>
      temporal.workflow.signalWithStart(IMPORT_WORKFLOW_TYPE, {
        workflowId: importWorkflowId(importId),
        taskQueue: TASK_QUEUE,
        args: [{ importId }],
        signal: 'changed',
        workflowTaskTimeout: '3s',
        staticSummary: 'An import of a file',
      }),
    );
  } catch (error) {
    log.warn({ err: error, importId }, 'An import will be started as soon as Temporal answers');
  }
}

/** Starts again what is under way and stands still: Temporal was away, or lost it. */
export function keepImportsGoing(deps: Parts): { readonly stop: () => void } {
  return every(EVERY_MS, () => wakeSilent(deps), deps.log);
}

async function wakeSilent(deps: Parts): Promise<void> {
  const rows = await deps.sql<{ id: string }[]>`
    select id from imports where state in ('running', 'cancelling')
      and touched_at < now() - make_interval(secs => ${SILENT_SECONDS})`;
  for (const { id } of rows) await tellImport(deps, id);
}
