import { describe, expect, it } from 'vitest';
import type { CollaborationRow } from '@parley/domain/view';
import { compareBy } from './order.ts';
import {
  differs,
  listOf,
  near,
  placed,
  withRange,
  withRows,
  type RowList,
  type Slot,
} from './row-list.ts';
import { rowOf } from './row-of.ts';

const how = {
  shown: (row: CollaborationRow) => row,
  matches: (row: CollaborationRow) => row.status === 'Pending',
  compare: compareBy({ key: 'updated', descending: true }, 0),
  waiting: new Set<string>(),
};
const at = (minute: number) => `2026-11-01T09:${String(minute).padStart(2, '0')}:00.000Z`;
const rows = [
  rowOf(1, { updatedAt: at(30) }),
  rowOf(2, { updatedAt: at(20) }),
  rowOf(3, { updatedAt: at(10) }),
];
const list = listOf({ items: rows, total: 3 });
const ids = (slots: readonly Slot[]) =>
  slots.map((id) => (id === null ? null : Number(id.slice(-3))));
const change = (to: RowList, row: CollaborationRow, before: CollaborationRow | null = null) =>
  placed(withRows(to, [{ row, before }]), new Set([row.id]), how);

describe('rows of a list', () => {
  it('takes newer versions without moving anything', () => {
    const row = rowOf(3, { version: 2, updatedAt: at(50) });
    const next = withRows(list, [{ row, before: null }]);
    expect(ids(next.slots)).toEqual([1, 2, 3]);
    expect(next.rows.get(row.id)?.version).toBe(2);
  });

  it('ignores older versions and repeats', () => {
    const newer = withRows(list, [{ row: rowOf(1, { version: 5 }), before: null }]);
    for (const version of [4, 5]) {
      const row = rowOf(1, { version, status: 'Cancelled' });
      expect(withRows(newer, [{ row, before: null }])).toBe(newer);
    }
  });

  it('places a changed row by the sort, and drops one that no longer matches', () => {
    expect(ids(change(list, rowOf(3, { version: 2, updatedAt: at(25) })).slots)).toEqual([1, 3, 2]);
    expect(ids(change(list, rowOf(2, { version: 2, status: 'Cancelled' })).slots)).toEqual([1, 3]);
  });

  it('does not order by rows that wait where they were', () => {
    const waiting = withRows(list, [
      { row: rowOf(1, { version: 2, updatedAt: at(1) }), before: null },
    ]);
    const row = rowOf(4, { updatedAt: at(15) });
    const next = placed(withRows(waiting, [{ row, before: null }]), new Set([row.id]), {
      ...how,
      waiting: new Set([rowOf(1).id]),
    });
    expect(ids(next.slots)).toEqual([1, 2, 4, 3]);
  });
});

describe('rows that were not read', () => {
  const partly = listOf({ items: rows, total: 6 });

  it('are slots without an id, and a row that belongs there is one more of them', () => {
    expect(ids(partly.slots)).toEqual([1, 2, 3, null, null, null]);
    const next = change(partly, rowOf(9, { updatedAt: at(1) }));
    expect(ids(next.slots)).toEqual([1, 2, 3, null, null, null, null]);
    expect(next.rows.has(rowOf(9).id)).toBe(false);
  });

  it('are one less when one of them comes to a place that was read, or leaves', () => {
    const before = rowOf(9, { updatedAt: at(1) });
    const moved = change(partly, rowOf(9, { version: 2, updatedAt: at(25) }), before);
    expect(ids(moved.slots)).toEqual([1, 9, 2, 3, null, null]);
    const left = change(partly, rowOf(9, { version: 2, status: 'Cancelled' }), before);
    expect(ids(left.slots)).toEqual([1, 2, 3, null, null]);
  });

  it('are filled by a range from anywhere, and what stood elsewhere is there no more', () => {
    const page = { items: [rowOf(3, { version: 2 }), rowOf(6)], total: 6 };
    const next = withRange(partly, page, 4);
    expect(ids(next.slots)).toEqual([1, 2, null, null, 3, 6]);
    expect(next.rows.get(rowOf(3).id)?.version).toBe(2);
    expect(differs(partly, page, 4)).toBe(false);
    expect(differs(partly, page, 1)).toBe(true);
  });

  it('are told from another length, and what is far away is forgotten', () => {
    expect(ids(withRange(partly, { items: [rowOf(7)], total: 2 }, 0).slots)).toEqual([7, 2]);
    const small = near(partly, 1, 2);
    expect(ids(small.slots)).toEqual([null, 2, null, null, null, null]);
    expect(small.rows.size).toBe(1);
  });

  it('that wait beside the order still come to their place after a range was read', () => {
    const fresh = rowOf(9, { updatedAt: at(25) });
    const waiting = withRows(partly, [{ row: fresh, before: null }]);
    const read = withRange(waiting, { items: [rowOf(6, { updatedAt: at(2) })], total: 7 }, 6);
    const next = placed(read, new Set([fresh.id]), how);
    expect(ids(next.slots)).toEqual([1, 9, 2, 3, null, null, 6]);
  });
});
