import { actorSchema } from '@parley/domain/actor.schema';
import type { RunState, ScoreCounts, ValidationRunView } from '@parley/domain/validator-view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { type Names, readNames } from '../read/names.ts';

interface Row {
  readonly id: string;
  readonly validator: { readonly id: string; readonly name: string };
  readonly state: RunState;
  readonly model: string | null;
  readonly detail: string | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly pending: number;
  readonly scores: ScoreCounts;
  readonly rate: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly actor_kind: string;
  readonly actor_id: string | null;
}

/** Runs with their counts, newest first; ids of none are left out. */
export async function readRuns(sql: Queries, ids: readonly string[]): Promise<ValidationRunView[]> {
  if (ids.length === 0) return [];
  const rows = await sql<Row[]>`
    select r.id, json_build_object('id', v.id, 'name', v.name) as validator, r.state, r.model, r.detail, r.total,
      c.done, c.failed, c.cancelled, c.pending, c.scores, r.started_at, r.finished_at, r.actor_kind, r.actor_id,
      -- Of the last minute while it runs, of the whole afterwards.
      case when r.finished_at is null
        then c.lately * 60 / greatest(1, least(60, extract(epoch from now() - r.started_at)))
        else (c.done + c.failed) * 60 / greatest(1, extract(epoch from r.finished_at - r.started_at)) end::float8 as rate
    from validation_runs r join validators v on v.id = r.validator_id
    cross join lateral (
      select count(*) filter (where outcome = 'scored') as done, count(*) filter (where outcome = 'failed') as failed,
        count(*) filter (where outcome = 'cancelled') as cancelled, count(*) filter (where outcome is null) as pending,
        count(*) filter (where outcome in ('scored', 'failed') and at > now() - interval '1 minute') as lately,
        json_build_object('0', count(*) filter (where score = 0), '1', count(*) filter (where score = 1),
          '2', count(*) filter (where score = 2), '3', count(*) filter (where score = 3)) as scores
      from validation_items where run_id = r.id) c
    where r.id = any(${[...ids]}::uuid[]) order by r.started_at desc, r.id desc`;
  const names = await readNames(sql, { actors: rows.map(actorOf) });
  return rows.map((row) => viewOf(row, names));
}

/** The ids of a validator's runs, newest first. */
export async function runIdsOf(sql: Queries, validatorId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from validation_runs where validator_id = ${validatorId} order by started_at desc, id desc`;
  return rows.map((row) => row.id);
}

function actorOf({ actor_kind, actor_id }: Row) {
  return actorSchema.parse({ kind: actor_kind, id: actor_id });
}

function viewOf(row: Row, names: Names): ValidationRunView {
  const { rate, started_at, finished_at, actor_kind: _kind, actor_id: _id, ...same } = row;
  return {
    ...same,
    ratePerMinute: Math.round(rate),
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
    by: names.actor(actorOf(row)),
  };
}
