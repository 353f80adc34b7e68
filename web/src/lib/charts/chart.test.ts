import { expect, it } from 'vitest';
import { labelled, niceMax } from './chart.ts';

it.each([
  [0, 1],
  [1, 1],
  [3, 3],
  [7, 10],
  [11, 20],
  [23, 25],
  [26, 50],
  [51, 100],
  [100, 100],
])('rounds the top of a chart of %d up to %d', (value, top) => {
  expect(niceMax(value)).toBe(top);
});

it('labels the first, the last and some between', () => {
  expect(labelled(3, 5)).toEqual([0, 1, 2]);
  expect(labelled(61, 5)).toEqual([0, 15, 30, 45, 60]);
});
