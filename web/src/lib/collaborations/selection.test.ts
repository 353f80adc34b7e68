import { expect, it } from 'vitest';
import { allOrNone, NOTHING, ranged, switched } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];

it('switches rows on and off', () => {
  const one = switched(NOTHING, 'b');
  expect([...one.ids]).toEqual(['b']);
  expect(switched(one, 'b').ids.size).toBe(0);
});

it('selects a range with Shift, either way, and keeps what was selected', () => {
  const from = switched(switched(NOTHING, 'd'), 'c');
  expect([...ranged(from, 'a', order).ids].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect([...ranged(switched(NOTHING, 'b'), 'c', order).ids]).toEqual(['b', 'c']);
  expect([...ranged(NOTHING, 'c', order).ids]).toEqual(['c']);
});

it('selects all, and none when all were', () => {
  const all = allOrNone(switched(NOTHING, 'a'), order);
  expect(all.ids.size).toBe(4);
  expect(allOrNone(all, order).ids.size).toBe(0);
});

it('leaves what was selected elsewhere as it is', () => {
  const elsewhere = switched(NOTHING, 'z');
  const all = allOrNone(elsewhere, order);
  expect(all.ids.size).toBe(5);
  expect([...allOrNone(all, order).ids]).toEqual(['z']);
});
