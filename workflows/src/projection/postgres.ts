import postgres from 'postgres';

export type Sql = postgres.Sql;
/** A transaction, or anything else that runs queries. */
export type Queries = postgres.ISql;

/**
 * How values come out of Postgres everywhere: bigint as a number (money and feed ids stay far below 2^53), a
 * calendar day as its text (a Date would shift it by the machine's time zone), instants as Date.
 */
const TYPES: Record<string, postgres.PostgresType> = {
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
  day: { to: 1082, from: [1082], serialize: String, parse: String },
};

export interface ConnectionOptions {
  /** Connections kept at most; default 10. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
}

/** A pool of connections to the product's database. Opens lazily; nothing fails before the first query. */
export function connectPostgres(url: string, { max = 10, name }: ConnectionOptions): Sql {
  return postgres(url, {
    max,
    types: TYPES,
    onnotice: () => undefined,
    connect_timeout: 5,
    // Grows with failed attempts otherwise, up to 20 s: a restarted database should be found at once.
    backoff: (attempt: number) => Math.min(0.1 * attempt, 1),
    connection: { application_name: name, TimeZone: 'UTC' },
  });
}

/**
 * A value as text for a `::text::jsonb` parameter. Written `::jsonb` alone, the driver would learn the type from
 * the server and encode the text a second time.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value);
}

/** The SQLSTATE of what Postgres threw, as "40P01"; empty for anything else. */
export function postgresCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
