import { expect, it } from 'vitest';
import { rowOf } from './row-of.ts';
import { retold } from './tally.ts';

const none = {
  counts: { Pending: 2, Negotiating: 1, Fulfilling: 0, Completed: 0, Cancelled: 0 },
  sums: {
    Pending: [{ currency: 'EUR' as const, amountCents: 30_000 }],
    Negotiating: [],
    Fulfilling: [],
    Completed: [],
    Cancelled: [],
  },
};
const compensation = {
  kind: 'fixed',
  amountCents: 10_000,
  currency: 'EUR',
  commissionPercent: null,
  product: null,
} as const;
const row = rowOf(1, { terms: { ...rowOf(1).terms, compensation } });

it('carries a row and its money from one status to another', () => {
  const tally = retold(none, row, { ...row, status: 'Negotiating' });
  expect(tally.counts).toMatchObject({ Pending: 1, Negotiating: 2 });
  expect(tally.sums.Pending).toEqual([{ currency: 'EUR', amountCents: 20_000 }]);
  expect(tally.sums.Negotiating).toEqual([{ currency: 'EUR', amountCents: 10_000 }]);
});

it('adds what is new, takes away what left, and keeps currencies apart', () => {
  const usd = {
    ...row,
    terms: { ...row.terms, compensation: { ...compensation, currency: 'USD' as const } },
  };
  const tally = retold(none, null, usd);
  expect(tally.counts.Pending).toBe(3);
  expect(tally.sums.Pending.map((sum) => sum.currency)).toEqual(['EUR', 'USD']);
  expect(retold(tally, usd, null)).toEqual(none);
});

it('is the same tally where nothing counted changed', () => {
  expect(retold(none, row, { ...row, owner: { id: 'x', name: 'X' } })).toBe(none);
});
