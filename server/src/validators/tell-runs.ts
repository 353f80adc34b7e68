import type { RunCommand } from '@parley/domain/validator-view';
import { TASK_QUEUE, VALIDATION_TYPE, validationIdOf } from '@parley/workflows/task-queue';
import type { Deps } from '../deps.ts';

type Parts = Pick<Deps, 'sql' | 'temporal' | 'log'>;

/** An open run is looked after at most so often, should its workflow have been ended by an operator. */
const STALE = '60 seconds';
const LIMIT_MS = 5_000;

/**
 * Tells a run's workflow what was asked, and starts it where it does not run. Safe to repeat: the state itself is in
 * the run's row. Throws what Temporal throws; the sweeper comes back to it.
 */
export async function tellRun(
  { sql, temporal }: Parts,
  runId: string,
  command: RunCommand,
): Promise<void> {
  await temporal.withDeadline(Date.now() + LIMIT_MS, () =>
    temporal.workflow.signalWithStart(VALIDATION_TYPE, {
      workflowId: validationIdOf(runId),
      taskQueue: TASK_QUEUE,
      args: [{ runId }],
      signal: command,
      signalArgs: [],
      workflowTaskTimeout: '3s',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: 'A validator judges creators',
    }),
  );
  await sql`update validation_runs set is_told = true where id = ${runId}`;
}

/** The same without making the caller wait. */
export function tellRunSoon(parts: Parts, runId: string, command: RunCommand): void {
  tellRun(parts, runId, command).catch((error: unknown) => {
    parts.log.warn({ err: error, runId }, 'Could not tell a validation run; it is told again');
  });
}

/** Tells every run again that was not told, or that stands still though it should run. */
export async function sweepRuns(parts: Parts): Promise<void> {
  const rows = await parts.sql<{ id: string }[]>`
    select id from validation_runs r
    where (not is_told and started_at < now() - interval '2 seconds')
      or (state in ('running', 'cancelling') and started_at < now() - ${STALE}::interval
        and not exists (select 1 from validation_items i where i.run_id = r.id and i.at > now() - ${STALE}::interval))
    order by started_at limit 100`;
  for (const { id } of rows) await tellRun(parts, id, 'resume');
}
