import type { ValidationRunView, ValidatorView } from '@parley/domain/validator-view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { readNames } from '../read/names.ts';
import { readRuns } from './read-runs.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly criteria: string;
  readonly version: number;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly results: ValidatorView['results'];
  readonly last_run: string | null;
}

/** Every validator by name, with what it found and its latest run. */
export async function readValidators(sql: Queries): Promise<ValidatorView[]> {
  return await validatorsWhere(sql, sql`true`);
}

/** The validators of these ids, as above; ids of none are left out. */
export async function readValidatorsOf(
  sql: Queries,
  ids: readonly string[],
): Promise<ValidatorView[]> {
  return await validatorsWhere(sql, sql`v.id = any(${[...ids]}::uuid[])`);
}

async function validatorsWhere(sql: Queries, where: postgres.Fragment): Promise<ValidatorView[]> {
  const rows = await sql<Row[]>`
    select v.id, v.name, v.criteria, v.version, v.created_by, v.created_at, v.updated_at, r.results,
      (select id from validation_runs where validator_id = v.id order by started_at desc, id desc limit 1) as last_run
    from validators v cross join lateral (
      select json_build_object('0', count(*) filter (where o.score = 0), '1', count(*) filter (where o.score = 1),
        '2', count(*) filter (where o.score = 2), '3', count(*) filter (where o.score = 3), 'total', count(*),
        'outdated', count(*) filter (where o.validator_version <> v.version or o.profile_version <> c.profile_version)) as results
      from validations o join creators c on c.id = o.creator_id where o.validator_id = v.id) r
    where ${where} order by v.name_key, v.id`;
  const runIds = rows.flatMap((row) => row.last_run ?? []);
  const [runs, names] = await Promise.all([
    readRuns(sql, runIds),
    readNames(sql, { people: rows.map((row) => row.created_by) }),
  ]);
  const byId = new Map(runs.map((run) => [run.id, run]));
  return rows.map((row) =>
    viewOf(
      row,
      row.last_run === null ? null : (byId.get(row.last_run) ?? null),
      names.person(row.created_by),
    ),
  );
}

function viewOf(
  { created_at, updated_at, created_by: _createdBy, last_run: _lastRun, ...same }: Row,
  lastRun: ValidationRunView | null,
  createdBy: ValidatorView['createdBy'],
): ValidatorView {
  return {
    ...same,
    lastRun,
    createdBy,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  };
}
