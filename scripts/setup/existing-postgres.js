import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.js';
import { wrongSetting } from './settings.js';
import { StopWithLine } from './stop-with-line.js';

const connectSeconds = 10;

/** Stops the start where DATABASE_URL leads to no Postgres that the server can use. */
export async function checkPostgres(databaseUrl) {
  const postgres = createRequire(join(root, 'server/package.json'))('postgres');
  const { requirePostgres, UnfitDatabase } =
    await import('../../server/src/db/require-postgres.ts');
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: connectSeconds, onnotice() {} });
  try {
    await requirePostgres(sql);
  } catch (error) {
    if (error instanceof UnfitDatabase) throw new StopWithLine(error.message);
    throw wrongSetting(
      'DATABASE_URL',
      `cannot be connected to (${error.message || error.code})`,
      'a Postgres of 15 or newer, in UTF8, that this machine reaches',
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
