import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Sql } from './connect.ts';
import { isPostgresDown } from './is-postgres-down.ts';
import { UnfitDatabase } from './require-postgres.ts';

const PATIENCE_MS = 30_000;

/** Waits for a database that is still starting; throws UnfitDatabase after 30 s, or at once where it refuses us. */
export async function untilPostgres(sql: Sql, log: Logger): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      if (!isPostgresDown(error))
        throw new UnfitDatabase(
          `DATABASE_URL: the database refuses us (${why}); accepted is one that may be used`,
        );
      if (Date.now() > giveUpAt)
        throw new UnfitDatabase(
          `DATABASE_URL: no database answers there (${why}); accepted is a running Postgres`,
        );
      log.info('Waiting for the database');
      await setTimeout(500);
    }
  }
}
