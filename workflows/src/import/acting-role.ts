import { ROLES, type Role } from '@parley/domain/view';
import { z } from 'zod';
import type { Queries } from '../projection/postgres.ts';
import type { ImportJob } from './import-row.ts';

const role = z.enum(ROLES);

/** The present role of whoever started the import; null where the person left or the token was revoked. */
export async function actingRole(
  sql: Queries,
  { accountKind, accountId }: Pick<ImportJob, 'accountKind' | 'accountId'>,
): Promise<Role | null> {
  const [row] =
    accountKind === 'member'
      ? await sql`select role from people where id = ${accountId} and disabled_at is null`
      : await sql`select role from api_tokens where id = ${accountId} and revoked_at is null`;
  return row ? role.parse(row['role']) : null;
}
