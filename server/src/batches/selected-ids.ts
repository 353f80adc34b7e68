import { LIMITS } from '@parley/domain/limits';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import type { Caller } from '../auth/caller.ts';
import { invalid } from '../http/problem.ts';
import { type ListedId, listedIds } from '../read/list/listed-ids.ts';
import type { ListFilter } from '../read/list/list-query.ts';
import type { Selection } from './batch-body.ts';

/**
 * The ids that a selection names, each once and sorted: locks are taken in that order. Ids that the caller may not
 * see are kept: such a row ends as refused. 422 for a filter that names nothing known, more than 50,000 rows, none
 * at all, or a counted selection that is not there any more.
 */
export async function selectedIds(
  sql: Sql,
  caller: Caller,
  selection: Selection,
): Promise<string[]> {
  if ('ids' in selection) return sortedOnce(selection.ids);
  if ('selectionId' in selection) return await countedIds(sql, caller, selection.selectionId);
  const except = new Set(selection.except);
  const listed = await filteredIds(sql, caller, selection.filter);
  const ids = listed.flatMap(({ id }) => (except.has(id) ? [] : [id]));
  if (ids.length === 0) throw invalid([{ path: 'selection', message: 'selects no collaboration' }]);
  return sortedOnce(ids);
}

/** Every collaboration that a filter selects for the caller, with its status; 422 beyond 50,000. */
export async function filteredIds(
  sql: Sql,
  caller: Caller,
  filter: ListFilter,
): Promise<readonly ListedId[]> {
  const { value } = await listedIds(sql, caller, filter, LIMITS.selectionIds + 1);
  if (value.length > LIMITS.selectionIds) {
    const message = `selects more than ${LIMITS.selectionIds.toLocaleString('en')} collaborations`;
    throw invalid([{ path: 'selection.filter', message }]);
  }
  return value;
}

async function countedIds(sql: Queries, caller: Caller, id: string): Promise<string[]> {
  const [row] = await sql<{ ids: string[] }[]>`
    select ids from selections where id = ${id} and account_id = ${caller.accountId}`;
  if (!row) throw invalid([{ path: 'selection.selectionId', message: 'is not known any more' }]);
  return row.ids;
}

function sortedOnce(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}
