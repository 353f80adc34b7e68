import type { RunState } from '@parley/domain/validator-view';
import type { Queries } from '../projection/postgres.ts';
import type { RunStep } from './validation-activities.ts';

/** What the worker needs of a run. */
export interface RunRow {
  readonly id: string;
  readonly validatorId: string;
  readonly validatorVersion: number;
  readonly criteria: string;
  readonly state: RunState;
}

export async function readRun(sql: Queries, runId: string): Promise<RunRow | null> {
  const [row] = await sql<RunRow[]>`
    select id, validator_id as "validatorId", validator_version as "validatorVersion", criteria, state
    from validation_runs where id = ${runId}`;
  return row ?? null;
}

/** Where a run stands, without what its workflow need not know. */
export async function readStep(sql: Queries, runId: string, waitMs = 0): Promise<RunStep> {
  const [row] = await sql<Omit<RunStep, 'waitMs'>[]>`
    select r.state, r.total, c.done, c.failed, c.pending
    from validation_runs r cross join lateral (
      select count(*) filter (where outcome = 'scored') as done, count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome is null) as pending
      from validation_items where run_id = r.id) c
    where r.id = ${runId}`;
  return row
    ? { ...row, waitMs }
    : { state: 'gone', total: 0, done: 0, failed: 0, pending: 0, waitMs: 0 };
}

/** Ends a run: with what is left not validated where it was cancelled. Safe to repeat. */
export async function endRun(
  sql: Queries,
  run: RunRow,
  end: { readonly state: 'completed' | 'cancelled' | 'failed'; readonly detail?: string },
): Promise<boolean> {
  const from = end.state === 'cancelled' ? 'cancelling' : 'running';
  const rows = await sql`
    update validation_runs set state = ${end.state}, detail = ${end.detail ?? null}, finished_at = now()
    where id = ${run.id} and state = ${from} returning 1`;
  if (rows.length === 0) return false;
  if (end.state === 'cancelled')
    await sql`
      update validation_items set outcome = 'cancelled', at = now() where run_id = ${run.id} and outcome is null`;
  return true;
}
