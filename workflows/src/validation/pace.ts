import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../projection/postgres.ts';

/** Lets requests to the model pass at the set rate, and holds all of them back when the model asks for it. */
export interface Pace {
  /** Waits for the next place. Throws where the signal aborts the wait. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  /** No place before so long from now. */
  readonly holdBack: (ms: number) => Promise<void>;
}

/**
 * One clock in Postgres for every run and every worker: places are handed out evenly, so no minute has more than
 * the set number, also after a worker was killed. A place that is not used is lost, never made up for.
 */
export function sharedPace(sql: Sql, requestsPerMinute: number): Pace {
  const apartMs = 60_000 / requestsPerMinute;
  return {
    turn: async (signal) => {
      signal.throwIfAborted();
      const [row] = await sql<{ wait_ms: number }[]>`
        update validator_pace
        set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => ${apartMs / 1_000})
        returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait_ms`;
      // The place lies one distance before the instant from which the next one may be taken.
      const waitMs = (row?.wait_ms ?? apartMs) - apartMs;
      if (waitMs > 0) await pause(waitMs, undefined, { signal });
    },
    holdBack: async (ms) => {
      await sql`
        update validator_pace
        set next_at = greatest(next_at, clock_timestamp() + make_interval(secs => ${ms / 1_000}))`;
    },
  };
}
