import { randomBytes } from 'node:crypto';
import type { Queries } from '@parley/workflows/projection/postgres';
import { tokenHash } from './find-caller.ts';

type Purpose = 'setup' | 'invitation';

/** Makes a token that works once, and answers it; only its hash is kept. `days` until it ends. */
export async function makeOneTimeToken(
  sql: Queries,
  purpose: Purpose,
  { personId = null, days }: { readonly personId?: string | null; readonly days: number },
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await sql`
    insert into one_time_links (hash, purpose, person_id, expires_at)
    values (${tokenHash(token)}, ${purpose}, ${personId}, now() + make_interval(days => ${days}))`;
  return token;
}

/** Uses a token up; null where there is none such, it was used or its time is over. Roll back to keep it. */
export async function useOneTimeToken(
  sql: Queries,
  purpose: Purpose,
  token: string,
): Promise<{ readonly personId: string | null } | null> {
  const [row] = await sql<{ person_id: string | null }[]>`
    delete from one_time_links
    where hash = ${tokenHash(token)} and purpose = ${purpose} and expires_at > now() returning person_id`;
  return row ? { personId: row.person_id } : null;
}
