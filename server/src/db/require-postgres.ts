import type { Queries } from './connect.ts';

const LEAST = 150_000;

/** A database that the product cannot run on; its message is the one line that the start prints. */
export class UnfitDatabase extends Error {}

/** Throws UnfitDatabase unless the server is Postgres 15 or newer and the database is in UTF8. */
export async function requirePostgres(sql: Queries): Promise<void> {
  const [row] = await sql<{ version: string; number: number; encoding: string }[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding`;
  if (!row || row.number < LEAST) {
    throw new UnfitDatabase(
      `DATABASE_URL: Postgres ${row?.version ?? '?'} is too old; accepted is 15 or newer`,
    );
  }
  if (row.encoding !== 'UTF8') {
    throw new UnfitDatabase(`DATABASE_URL: the database is in ${row.encoding}; accepted is UTF8`);
  }
}
