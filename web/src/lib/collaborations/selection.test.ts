import { expect, it } from 'vitest';
import { allOrNone, joined, NOTHING, rangeTo, switched, type Selection } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];

it('switches rows on and off', () => {
  const one = switched(NOTHING, 'b');
  expect([...one.ids]).toEqual(['b']);
  expect(switched(one, 'b').ids.size).toBe(0);
});

const range = (selection: Selection, id: string) => rangeTo(selection, id, order);

it('selects a range with Shift, either way, and keeps what was selected', () => {
  const from = switched(switched(NOTHING, 'd'), 'c');
  expect(range(from, 'a')).toEqual({ ids: ['a', 'b', 'c'] });
  expect([...joined(from, ['a', 'b', 'c']).ids].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(range(switched(NOTHING, 'b'), 'c')).toEqual({ ids: ['b', 'c'] });
  expect(range(NOTHING, 'c')).toBeNull();
});

it('leaves no row out of a range that was not read yet', () => {
  const from = switched(NOTHING, 'a');
  expect(rangeTo(from, 'd', ['a', null, null, 'd'])).toEqual({ from: 'a', to: 'd' });
  expect(rangeTo(from, 'd', [null, 'd', 'a'])).toEqual({ ids: ['d', 'a'] });
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
