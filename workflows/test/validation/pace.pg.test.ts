import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedPace } from '../../src/validation/pace.ts';
import { makeDatabase, type TestDatabase } from '../env/database.ts';

const RATE = { perWindow: 20, windowMs: 1_000 };
const PLACES = 33;
const SLOW_MS = 400;

let database: TestDatabase;
beforeAll(async () => {
  database = await makeDatabase();
});
afterAll(() => database.drop());

/** The most instants that lie within one window, wherever it begins. */
function fullest(times: readonly number[], windowMs: number): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length),
  );
}

test('no window, wherever it begins, has more than the set number, though a worker is killed', async () => {
  const arrivals: Promise<number>[] = [];
  const worker = async (upTo: number) => {
    const sql = postgres(database.url, { max: 4 });
    const pace = sharedPace(sql, RATE);
    const dying = new AbortController();
    const lane = async () => {
      while (arrivals.length < upTo) {
        await pace.turn(dying.signal);
        // Those that are slow on their way to the model arrive together with the quick ones after them.
        const slowMs = arrivals.length < RATE.perWindow / 2 ? SLOW_MS : 0;
        arrivals.push(sleep(slowMs).then(() => performance.now()));
      }
      // The places that the others wait for are lost with it.
      dying.abort();
    };
    await Promise.allSettled([lane(), lane(), lane(), lane()]);
    await sql.end();
  };
  await Promise.all([worker(PLACES / 3), worker(PLACES)]);
  await worker(PLACES * 1.2);
  const times = await Promise.all(arrivals);
  expect(times.length).toBeGreaterThanOrEqual(PLACES);
  expect(fullest(times, RATE.windowMs)).toBeLessThanOrEqual(RATE.perWindow);
  // It is the pace that holds them back.
  expect(fullest(times, RATE.windowMs)).toBeGreaterThan(RATE.perWindow / 4);
});
