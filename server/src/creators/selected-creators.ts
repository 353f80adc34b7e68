import { LIMITS } from '@parley/domain/limits';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { invalid } from '../http/problem.ts';
import { creatorCondition } from '../read/creator-filter.ts';
import type { TagManyBody } from './tag-many-body.ts';

/** Wrong ids that one answer names. */
const NAMED = 100;

/** The creators that a body selects. 422 for ids of nobody, and for a filter that selects more than 50,000. */
export async function selectedCreators(
  sql: Queries,
  reader: Reader,
  { creatorIds, filter }: Pick<TagManyBody, 'creatorIds' | 'filter'>,
): Promise<readonly string[]> {
  if (filter === undefined) return await knownCreators(sql, creatorIds ?? []);
  const { where } = await creatorCondition(sql, reader, filter);
  const rows = await sql<{ id: string }[]>`
    select t.id from creators t where ${where} limit ${LIMITS.selectionIds + 1}`;
  if (rows.length > LIMITS.selectionIds)
    throw invalid([{ path: 'filter', message: 'selects more than 50,000 creators' }]);
  return rows.map((row) => row.id);
}

async function knownCreators(sql: Queries, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from creators where id = any(${[...ids]}::uuid[])`;
  const known = new Set(rows.map((row) => row.id));
  const errors = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `creatorIds.${index}`, message: 'must be a creator' }],
  );
  if (errors.length > 0) throw invalid(errors.slice(0, NAMED));
  return [...known];
}
