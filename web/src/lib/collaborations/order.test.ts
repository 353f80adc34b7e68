import { describe, expect, it } from 'vitest';
import { compareBy } from './order.ts';
import { parseQuery } from './query.ts';
import { rowOf } from './row-of.ts';
import type { CollaborationRow } from '@parley/domain/view';

const now = Date.parse('2026-11-10T00:00:00.000Z');
const sorted = (sort: string, rows: readonly CollaborationRow[]) =>
  [...rows]
    .sort(compareBy(parseQuery(new URLSearchParams({ sort })).sort, now))
    .map((row) => Number(row.id.slice(-3)));

const due = (dueOn: string | null) => ({
  terms: { ...rowOf(0).terms, timeline: { startsOn: null, dueOn } },
});

describe('the order of a list', () => {
  it('puts what holds first, the oldest first, then the newest change', () => {
    const rows = [
      rowOf(1, { updatedAt: '2026-11-02T00:00:00.000Z' }),
      rowOf(2, { updatedAt: '2026-11-03T00:00:00.000Z' }),
      rowOf(3, { attention: [{ code: 'NO_ANSWER', since: '2026-11-09T00:00:00.000Z' }] }),
      rowOf(4, { attention: [{ code: 'NO_ANSWER', since: '2026-11-08T00:00:00.000Z' }] }),
      rowOf(5, { attention: [{ code: 'NO_ANSWER', since: '2026-11-11T00:00:00.000Z' }] }),
    ];
    expect(sorted('attention', rows)).toEqual([4, 3, 2, 1, 5]);
  });

  it('keeps what has no value last either way', () => {
    const rows = [rowOf(1, due(null)), rowOf(2, due('2026-12-01')), rowOf(3, due('2026-11-20'))];
    expect(sorted('due', rows)).toEqual([3, 2, 1]);
    expect(sorted('-due', rows)).toEqual([2, 3, 1]);
  });

  it('follows the life of a collaboration, ties by id', () => {
    const rows = [
      rowOf(3, { status: 'Completed' }),
      rowOf(2, { status: 'Pending' }),
      rowOf(1, { status: 'Completed' }),
    ];
    expect(sorted('status', rows)).toEqual([2, 1, 3]);
    expect(sorted('-status', rows)).toEqual([1, 3, 2]);
  });
});
