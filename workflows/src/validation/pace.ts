import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../projection/postgres.ts';

/** Lets requests to the model pass at the set rate, and holds all of them back when the model asks for it. */
export interface Pace {
  /** Waits for the next place. Throws where the signal aborts the wait. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  /** No place before so long from now. */
  readonly holdBack: (ms: number) => Promise<void>;
}

/** What is asked at most `perWindow` times within any `windowMs`. */
export interface Rate {
  readonly perWindow: number;
  readonly windowMs: number;
}

/**
 * How much later than its place a request may reach the model without a window holding more than its number: places
 * lie that much further apart, in all, than a window is long.
 */
const LATE_MS = 1_000;
/** Later than this a place is given up for a new one, so many times: the process stood still. */
const TOO_LATE_MS = LATE_MS / 2;
const GIVEN_UP = 3;

/**
 * One clock in Postgres for every run and every worker: places are handed out evenly, so no window, wherever it
 * begins, has more than the set number, also after a worker was killed. A place that is not used is lost, never made
 * up for.
 */
export function sharedPace(sql: Sql, { perWindow, windowMs }: Rate): Pace {
  const apartMs = (windowMs + LATE_MS) / perWindow;
  const take = async (signal: AbortSignal): Promise<number> => {
    signal.throwIfAborted();
    const askedAt = performance.now();
    const [row] = await sql<{ wait_ms: number }[]>`
      update validator_pace
      set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => ${apartMs / 1_000})
      returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait_ms`;
    // The place lies one distance before the instant from which the next one may be taken.
    const waitMs = (row?.wait_ms ?? apartMs) - apartMs;
    if (waitMs > 0) await pause(waitMs, undefined, { signal });
    return performance.now() - askedAt - Math.max(0, waitMs);
  };
  return {
    turn: async (signal) => {
      let lateMs = await take(signal);
      for (let again = 0; lateMs > TOO_LATE_MS && again < GIVEN_UP; again += 1)
        lateMs = await take(signal);
    },
    holdBack: async (ms) => {
      await sql`
        update validator_pace
        set next_at = greatest(next_at, clock_timestamp() + make_interval(secs => ${ms / 1_000}))`;
    },
  };
}
