import { z } from 'zod';

const withCode = z.object({ code: z.string() });
const withCause = z.object({ cause: z.unknown() });

const DOWN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  // too_many_connections, cannot_connect_now, admin_shutdown, crash_shutdown, read_only_sql_transaction (a failover)
  '53300',
  '57P03',
  '57P01',
  '57P02',
  '25006',
]);

/** Whether the error says that Postgres cannot be reached or is going away, however deep it is wrapped. */
export function isPostgresDown(error: unknown, depth = 0): boolean {
  const code = withCode.safeParse(error);
  if (code.success && (DOWN.has(code.data.code) || code.data.code.startsWith('08'))) return true;
  const cause = withCause.safeParse(error);
  return depth < 4 && cause.success && isPostgresDown(cause.data.cause, depth + 1);
}
