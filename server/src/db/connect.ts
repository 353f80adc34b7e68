import { connectPostgres, type Sql } from '@parley/workflows/projection/postgres';

export type { Queries, Sql } from '@parley/workflows/projection/postgres';

/** The server's pool: reads of many pages at once beside the changes under way. Connects on first use. */
export function connect(databaseUrl: string): Sql {
  return connectPostgres(databaseUrl, { max: 16, name: 'parley-server' });
}
