import { describe, expect, it } from 'vitest';
import type { CollaborationRow } from '@parley/domain/view';
import { compareBy } from './order.ts';
import { listOf, placed, withPage, withRows } from './row-list.ts';
import { rowOf } from './row-of.ts';

const how = {
  shown: (row: CollaborationRow) => row,
  matches: (row: CollaborationRow) => row.status === 'Pending',
  compare: compareBy({ key: 'updated', descending: true }, 0),
};
const at = (minute: number) => `2026-11-01T09:${String(minute).padStart(2, '0')}:00.000Z`;
const rows = [
  rowOf(1, { updatedAt: at(30) }),
  rowOf(2, { updatedAt: at(20) }),
  rowOf(3, { updatedAt: at(10) }),
];
const list = listOf({ items: rows, nextCursor: null, total: 3 });
const ids = (order: readonly string[]) => order.map((id) => Number(id.slice(-3)));

describe('rows of a list', () => {
  it('takes newer versions without moving anything', () => {
    const next = withRows(list, [rowOf(3, { version: 2, updatedAt: at(50) })]);
    expect(ids(next.order)).toEqual([1, 2, 3]);
    expect(next.rows.get(rowOf(3).id)?.version).toBe(2);
  });

  it('ignores older versions and repeats', () => {
    const newer = withRows(list, [rowOf(1, { version: 5 })]);
    expect(withRows(newer, [rowOf(1, { version: 4, status: 'Cancelled' })])).toBe(newer);
    expect(withRows(newer, [rowOf(1, { version: 5, status: 'Cancelled' })])).toBe(newer);
  });

  it('places a changed row by the sort and leaves the others', () => {
    const next = withRows(list, [rowOf(3, { version: 2, updatedAt: at(25) })]);
    expect(ids(placed(next, new Set([rowOf(3).id]), how).order)).toEqual([1, 3, 2]);
  });

  it('drops a row that no longer matches', () => {
    const next = withRows(list, [rowOf(2, { version: 2, status: 'Cancelled' })]);
    expect(ids(placed(next, new Set([rowOf(2).id]), how).order)).toEqual([1, 3]);
  });

  it('puts a new row in, unless it comes after what was read so far', () => {
    const middle = rowOf(4, { updatedAt: at(15) });
    const last = rowOf(5, { updatedAt: at(1) });
    const partly = withRows({ ...list, nextCursor: 'more' }, [middle, last]);
    expect(ids(placed(partly, new Set([middle.id, last.id]), how).order)).toEqual([1, 2, 4, 3]);
    const whole = withRows(list, [middle, last]);
    expect(ids(placed(whole, new Set([middle.id, last.id]), how).order)).toEqual([1, 2, 4, 3, 5]);
  });

  it('adds a page without doubling rows that moved between the reads', () => {
    const partly = { ...list, nextCursor: 'more', total: 4 };
    const page = { items: [rowOf(3, { version: 2 }), rowOf(6)], nextCursor: null, total: 4 };
    const next = withPage(partly, page);
    expect(ids(next.order)).toEqual([1, 2, 3, 6]);
    expect(next.rows.get(rowOf(3).id)?.version).toBe(2);
    expect(next.nextCursor).toBeNull();
  });
});
