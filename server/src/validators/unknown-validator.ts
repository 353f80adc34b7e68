import type { Queries } from '@parley/workflows/projection/postgres';
import type { FieldError } from '../http/problem.ts';

/** An error for a choice of a validator that is not there; the one that is stays there until the commit. */
export async function unknownValidator(
  sql: Queries,
  { validatorId }: { readonly validatorId?: string | null | undefined },
): Promise<FieldError[]> {
  if (!validatorId) return [];
  const rows = await sql`select 1 from validators where id = ${validatorId} for key share`;
  return rows.length > 0 ? [] : [{ path: 'validatorId', message: 'must be a validator' }];
}
