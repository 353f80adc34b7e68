import { LIMITS } from '@parley/domain/limits';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { Reader } from '../access/reader.ts';
import { visibleCreators } from '../access/visible-creators.ts';
import { found } from '../http/not-found.ts';
import { invalid } from '../http/problem.ts';
import { creatorCondition, type CreatorFilter } from '../read/creator-filter.ts';
import { creatorsOfList } from '../read/list/creators-of-list.ts';
import type { RunBody } from './run-body.ts';

/** The creators of a run in the order of their names, and how many of them need none. */
export interface Selected {
  readonly total: number;
  readonly alreadyCurrent: number;
  /** Whom the run is about: all, or only those without a present result. */
  readonly toRun: readonly string[];
}

/** Whom a person selected: creators that are known to be visible to them, or what their list selects. */
export interface Chosen {
  readonly ids?: readonly string[];
  readonly filter?: CreatorFilter;
  readonly only: RunBody['only'];
  /** The part of the body that says so. */
  readonly field: 'creatorIds' | 'filter' | 'collaborations';
}

/**
 * Turns what a person selected into the ids that the run keeps. 404 where there is no such validator, 422 for more
 * than 50,000. Erased creators are left out: there is nothing to judge.
 */
export async function selectCreators(
  sql: Queries,
  reader: Reader,
  validatorId: string,
  chosen: Chosen,
): Promise<Selected> {
  const [validator] = await sql`select 1 from validators where id = ${validatorId}`;
  found(validator, 'validator');
  const { where } = await condition(sql, reader, chosen);
  const rows = await sql<{ id: string; is_current: boolean }[]>`
    select t.id, exists (select 1 from validations o join validators v on v.id = o.validator_id
      where o.validator_id = ${validatorId} and o.creator_id = t.id
        and o.validator_version = v.version and o.profile_version = t.profile_version) as is_current
    from creators t where ${where} and t.erased_at is null
    order by t.name_key, t.id limit ${LIMITS.selectionIds + 1}`;
  if (rows.length > LIMITS.selectionIds)
    throw invalid([{ path: chosen.field, message: 'selects more than 50,000 creators' }]);
  const toRun = rows.filter((row) => chosen.only === 'all' || !row.is_current);
  return {
    total: rows.length,
    alreadyCurrent: rows.filter((row) => row.is_current).length,
    toRun: toRun.map((row) => row.id),
  };
}

/**
 * Looks up whom a selection means before its transaction: the list is read in a snapshot of its own. 422 for what
 * the person may not see.
 */
export async function resolved(sql: Sql, reader: Reader, body: RunBody): Promise<Chosen> {
  const { filter, collaborations, only } = body;
  if (filter) return { filter, only, field: 'filter' };
  if (!collaborations) {
    await refuseUnknown(sql, reader, body.creatorIds ?? []);
    return { ids: body.creatorIds ?? [], only, field: 'creatorIds' };
  }
  return { ids: await creatorsOfList(sql, reader, collaborations), only, field: 'collaborations' };
}

async function condition(
  sql: Queries,
  reader: Reader,
  { filter, ids = [] }: Chosen,
): Promise<{ readonly where: postgres.Fragment }> {
  if (filter) return await creatorCondition(sql, reader, filter);
  return { where: sql`t.id = any(${[...ids]}::uuid[])` };
}

async function refuseUnknown(sql: Queries, reader: Reader, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await sql<{ id: string }[]>`
    select id from creators where id = any(${[...ids]}::uuid[]) and id in (${visibleCreators(sql, reader)})`;
  const known = new Set(rows.map((row) => row.id));
  const errors = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `creatorIds.${index}`, message: 'must be a creator' }],
  );
  if (errors.length > 0) throw invalid(errors.slice(0, 100));
}
