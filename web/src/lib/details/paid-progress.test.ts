import { describe, expect, it } from 'vitest';
import { paidProgress } from './paid-progress.ts';

const agreed = {
  kind: 'fixed',
  amountCents: 100_00,
  currency: 'EUR',
  commissionPercent: null,
  product: null,
} as const;

describe('paidProgress', () => {
  it('measures what was paid in the agreed currency and keeps the others apart', () => {
    const progress = paidProgress(agreed, [
      { currency: 'EUR', amountCents: 25_00 },
      { currency: 'USD', amountCents: 500_00 },
    ]);
    expect(progress).toMatchObject({
      paidCents: 25_00,
      openCents: 75_00,
      part: 0.25,
      isOver: false,
    });
    expect(progress.others).toEqual([{ currency: 'USD', amountCents: 500_00 }]);
  });

  it('stops the bar at the agreed amount and says when more was paid', () => {
    const progress = paidProgress(agreed, [{ currency: 'EUR', amountCents: 130_00 }]);
    expect(progress).toMatchObject({ part: 1, openCents: 0, isOver: true });
  });

  it('has no bar where no amount is agreed', () => {
    const none = { ...agreed, kind: 'none', amountCents: null, currency: null } as const;
    expect(paidProgress(none, [{ currency: 'EUR', amountCents: 1 }])).toMatchObject({
      agreed: null,
      part: 0,
      others: [{ currency: 'EUR', amountCents: 1 }],
    });
  });
});
