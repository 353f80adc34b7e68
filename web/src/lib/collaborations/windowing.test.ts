import { describe, expect, it } from 'vitest';
import { keepPlace } from './keep-place.ts';
import { missingIn, spanOf } from './windowing.ts';

describe('which rows are drawn', () => {
  it('draws what is in sight and some more, never beyond either end', () => {
    expect(spanOf(0, 360, 36, 10_000, 5)).toEqual({ from: 0, to: 15 });
    expect(spanOf(36_000, 360, 36, 10_000, 5)).toEqual({ from: 995, to: 1_015 });
    expect(spanOf(359_700, 360, 36, 10_000, 5)).toEqual({ from: 9_986, to: 10_000 });
    expect(spanOf(5_000, 360, 36, 3, 5)).toEqual({ from: 3, to: 3 });
    expect(spanOf(-80, 360, 36, 0, 5)).toEqual({ from: 0, to: 0 });
  });
});

describe('which rows are read', () => {
  const slots = (text: string) => [...text].map((sign) => (sign === 'x' ? 'id' : null));

  it('reads nothing where nothing is missing', () => {
    expect(missingIn(slots('xxxx....'), { from: 0, to: 4 }, 3)).toBeNull();
    expect(missingIn(slots('xxxx'), { from: 2, to: 9 }, 3)).toBeNull();
  });
  it('reads on downwards and upwards from what is there', () => {
    expect(missingIn(slots('xxxx......'), { from: 2, to: 6 }, 4)).toEqual({ from: 4, to: 8 });
    expect(missingIn(slots('......xxxx'), { from: 4, to: 8 }, 4)).toEqual({ from: 2, to: 6 });
  });
  it('reads around the place of a jump', () => {
    expect(missingIn(slots('.'.repeat(20)), { from: 10, to: 12 }, 6)).toEqual({ from: 8, to: 14 });
    expect(missingIn(slots('.'.repeat(20)), { from: 0, to: 4 }, 6)).toEqual({ from: 0, to: 6 });
  });
});

describe('keeping what is looked at in its place', () => {
  const before = ['a', 'b', 'c', 'd'];
  const move = { before, row: 36, scrollTop: 0, held: null };

  it('scrolls along when a row is put in above the held one', () => {
    const after = ['x', ...before];
    expect(keepPlace({ ...move, after, held: 'b', scrollTop: 100 })).toBe(36);
  });
  it('waits when it cannot: the held row itself would go, or there is nothing to scroll', () => {
    expect(keepPlace({ ...move, after: ['b', 'c', 'd'], held: 'a' })).toBeNull();
    expect(keepPlace({ ...move, after: ['b', 'c', 'd'], held: 'c' })).toBeNull();
    expect(keepPlace({ ...move, after: ['b', 'c', 'd', 'a'], held: 'a' })).toBe(108);
  });
  it('does nothing at the top, and follows most of the rows in sight further down', () => {
    expect(keepPlace({ ...move, after: ['x', ...before] })).toBe(0);
    expect(keepPlace({ ...move, after: ['x', ...before], scrollTop: 36 })).toBe(36);
    expect(keepPlace({ ...move, after: ['b', 'x', 'y', 'c', 'd'], scrollTop: 36 })).toBe(36);
  });
  it('passes over rows that were not read', () => {
    const gap = [null, null, 'c', 'd'];
    expect(keepPlace({ ...move, before: gap, after: [null, ...gap], scrollTop: 36 })).toBe(36);
  });
});
