import { derivedId } from '@parley/domain/ids';
import type { Queries } from '../projection/postgres.ts';
import type { ImportJob, PendingRow, RowResult } from './import-row.ts';

/**
 * Rows whose collaboration is stored, made or being made, although they are not done: a crash cut their chunk short.
 * They are finished whatever became of the import, so that its counts say what is there.
 */
export async function begunRows(
  sql: Queries,
  { id }: Pick<ImportJob, 'id'>,
  rows: readonly PendingRow[],
): Promise<readonly PendingRow[]> {
  const commandIds = rows.map(({ row }) => derivedId(id, 'create', row));
  const found = await sql<{ id: string }[]>`
    select id from commands where id = any(${commandIds}::uuid[]) and (outcome is null or outcome in ('applied', 'unchanged'))`;
  const begun = new Set(found.map((command) => command.id));
  return rows.filter((_, index) => begun.has(commandIds[index] ?? ''));
}

/** A begun row that would be refused by now (its campaign was archived meanwhile) is in all the same. */
export function inAllTheSame({ id }: Pick<ImportJob, 'id'>, refused: RowResult): RowResult {
  const entityId = derivedId(id, 'collaboration', refused.row);
  return { ...refused, outcome: 'created', entityId };
}
