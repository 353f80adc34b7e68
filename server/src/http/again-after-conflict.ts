import { setTimeout as pause } from 'node:timers/promises';
import { postgresCode } from '@parley/workflows/projection/postgres';
import { type Problem, unavailable } from './problem.ts';

/** serialization_failure, deadlock_detected: Postgres took the transaction back for another's sake. */
export const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01']);
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 20;

/** What is answered where Postgres keeps taking a transaction back. */
export function besideOthers(): Problem {
  return unavailable('Others are changing the same thing at the moment. Nothing was changed.', 1);
}

/**
 * Runs a transaction again where Postgres took it back because others changed the same rows; 503 with Retry-After
 * where that goes on. `work` must do nothing outside its transaction.
 */
export async function againAfterConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!CONFLICTS.has(postgresCode(error))) throw error;
      if (attempt >= ATTEMPTS) throw besideOthers();
    }
    // Those who met once must not meet again at the same time.
    await pause(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
  }
}
