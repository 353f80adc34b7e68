import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seldom } from './seldom.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs at once, then once for all that was asked in the pause', () => {
  const run = vi.fn();
  const { ask } = seldom(run);
  ask(100);
  vi.advanceTimersByTime(0);
  expect(run).toHaveBeenCalledTimes(1);
  for (let asked = 0; asked < 20; asked += 1) ask(100);
  vi.advanceTimersByTime(3_900);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(200);
  expect(run).toHaveBeenCalledTimes(2);
});

it('waits ten times as long as the last one took', () => {
  const run = vi.fn();
  const { ask } = seldom(run);
  ask(0);
  vi.advanceTimersByTime(0);
  ask(1_500);
  vi.advanceTimersByTime(14_900);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(200);
  expect(run).toHaveBeenCalledTimes(2);
});

it('forgets what waits when the page goes', () => {
  const run = vi.fn();
  const { ask, end } = seldom(run);
  ask(0);
  end();
  vi.advanceTimersByTime(60_000);
  expect(run).not.toHaveBeenCalled();
});
