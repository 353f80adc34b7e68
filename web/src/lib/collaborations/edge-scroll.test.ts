import { expect, it } from 'vitest';
import { speedAt } from './edge-scroll.ts';

it('rests away from the edges and gets faster towards them', () => {
  expect(speedAt(400, 0, 800)).toBe(0);
  expect(speedAt(64, 0, 800)).toBe(0);
  const speeds = [50, 30, 10, 0].map((at) => speedAt(at, 0, 800));
  expect(speeds).toEqual([...speeds].sort((a, b) => b - a));
  expect(speeds.at(-1)).toBeLessThan(-1000);
  expect(speedAt(800 - 30, 0, 800)).toBe(-speedAt(30, 0, 800));
});

it('is no faster beyond an edge, and leaves the middle of a narrow place alone', () => {
  expect(speedAt(-500, 0, 800)).toBe(speedAt(0, 0, 800));
  expect(speedAt(50, 0, 100)).toBe(0);
});
