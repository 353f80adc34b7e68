import type { BatchChange } from '@parley/domain/batch.schema';
import { REFUSALS } from '@parley/domain/refusals';
import type { Queries } from '@parley/workflows/projection/postgres';
import { type FieldError, invalid, Problem } from '../http/problem.ts';

/**
 * Refuses a change that could not go well for any row, before anything is stored: 409 REASON_REQUIRED for a
 * cancellation or an exception without its reason, 422 for a person or a tag that does not exist.
 */
export async function requireSound(sql: Queries, change: BatchChange): Promise<void> {
  const needsReason =
    (change.kind === 'status' && change.to === 'Cancelled') ||
    (change.kind === 'delivery' && change.status === 'Exception');
  if (needsReason && change.reason == null)
    throw new Problem('REASON_REQUIRED', { detail: REFUSALS.REASON_REQUIRED });
  const errors = await unknownNames(sql, change);
  if (errors.length > 0) throw invalid(errors);
}

async function unknownNames(sql: Queries, change: BatchChange): Promise<FieldError[]> {
  if (change.kind === 'owner' && change.ownerId !== null) {
    const rows = await sql`
      select 1 from people where id = ${change.ownerId} and disabled_at is null`;
    return rows.length > 0 ? [] : [{ path: 'change.ownerId', message: 'must be a person here' }];
  }
  return change.kind === 'tags' ? await unknownTags(sql, change) : [];
}

async function unknownTags(
  sql: Queries,
  { add, remove }: Extract<BatchChange, { kind: 'tags' }>,
): Promise<FieldError[]> {
  if (add.length + remove.length === 0)
    return [{ path: 'change.add', message: 'must name a tag to add or to remove' }];
  const rows = await sql<{ id: string }[]>`
    select id from tags where id = any(${[...add, ...remove]}::uuid[])`;
  const known = new Set(rows.map((row) => row.id));
  const both = new Set(add.filter((id) => remove.includes(id)));
  return Object.entries({ add, remove }).flatMap(([name, ids]) =>
    ids.flatMap((id, index) => {
      const path = `change.${name}.${index}`;
      if (!known.has(id)) return [{ path, message: 'must be a tag' }];
      return both.has(id) ? [{ path, message: 'is to be added and removed' }] : [];
    }),
  );
}
