import type { RunCommand, RunState } from '@parley/domain/validator-view';
import type { Queries } from '../projection/postgres.ts';
import { announce } from '../projection/store-changes.ts';

/** What became of a command: `refused` says why in words. */
export type Steered =
  { readonly kind: 'done' | 'unchanged' } | { readonly kind: 'refused'; readonly detail: string };

interface RunRow {
  readonly validator_id: string;
  readonly state: RunState;
  readonly to_retry: number;
}

/**
 * Pauses, resumes, cancels or retries a run: the one place that says what follows what. Null where there is no such
 * run. Safe to repeat. `isTold`: its workflow asks, so it need not be told.
 */
export async function steerRun(
  sql: Queries,
  runId: string,
  command: RunCommand,
  isTold: boolean,
): Promise<Steered | null> {
  const [run] = await sql<RunRow[]>`
    select validator_id, state, (select count(*) from validation_items i
      where i.run_id = r.id and (i.outcome = 'failed' or i.outcome is null)) as to_retry
    from validation_runs r where id = ${runId} for update`;
  if (!run) return null;
  const next = nextState(run, command);
  if (typeof next !== 'string') return next;
  if (command === 'retry')
    await sql`
      update validation_items set outcome = null, detail = null, at = null where run_id = ${runId} and outcome = 'failed'`;
  await sql`
    update validation_runs set state = ${next}, is_told = ${isTold}, detail = null, finished_at = null where id = ${runId}`;
  await announce(sql, { kind: 'validator', id: run.validator_id });
  return { kind: 'done' };
}

function nextState({ state, to_retry: toRetry }: RunRow, command: RunCommand): RunState | Steered {
  const isOver = state === 'completed' || state === 'cancelled' || state === 'failed';
  switch (command) {
    case 'pause':
      if (state === 'paused') return { kind: 'unchanged' };
      return state === 'running' ? 'paused' : refused(state, 'paused');
    case 'resume':
      if (state === 'running') return { kind: 'unchanged' };
      return state === 'paused' ? 'running' : refused(state, 'resumed');
    case 'cancel':
      if (state === 'cancelling' || state === 'cancelled') return { kind: 'unchanged' };
      return state === 'running' || state === 'paused' ? 'cancelling' : refused(state, 'cancelled');
    case 'retry':
      if (!isOver) return refused(state, 'retried');
      return toRetry > 0
        ? 'running'
        : { kind: 'refused', detail: 'No creator of this run failed.' };
    default:
      return command satisfies never;
  }
}

function refused(state: RunState, done: string): Steered {
  return { kind: 'refused', detail: `A run that is ${state} cannot be ${done}.` };
}
