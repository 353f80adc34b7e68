import { describe, expect, it } from 'vitest';
import type { CompensationView } from '@parley/domain/view';
import { feeDraft, withCommission, withFee, withProduct } from './compensation-change.ts';

const now: CompensationView = {
  kind: 'mix',
  amountCents: 150_000,
  currency: 'EUR',
  commissionPercent: 5,
  product: 'Vase',
};

describe('the compensation as it is sent', () => {
  it('changes one part and carries the others', () => {
    expect(withFee(now, { amount: '2,000.50', currency: 'USD' })).toEqual({
      amountCents: 200_050,
      currency: 'USD',
      commissionPercent: 5,
      product: 'Vase',
    });
    expect(withCommission(now, '7,5 %')).toMatchObject({
      amountCents: 150_000,
      commissionPercent: 7.5,
    });
    expect(withProduct(now, ' Bowl ')).toMatchObject({ amountCents: 150_000, product: 'Bowl' });
  });

  it('empties a part', () => {
    expect(withFee(now, { amount: ' ', currency: 'EUR' })).toMatchObject({
      amountCents: null,
      currency: null,
      product: 'Vase',
    });
    expect(withCommission(now, '')).toMatchObject({ commissionPercent: null });
    expect(withProduct(now, '')).toMatchObject({ product: null });
  });

  it.each(['0', '101', '5.555', 'five'])('refuses the commission %j in words', (typed) => {
    expect(withCommission(now, typed)).toMatch(/0\.01 to 100/);
  });

  it('starts a new fee in the default currency', () => {
    expect(feeDraft({ ...now, amountCents: null, currency: null }, 'GBP')).toEqual({
      amount: '',
      currency: 'GBP',
    });
    expect(feeDraft(now, 'GBP')).toEqual({ amount: '1500', currency: 'EUR' });
  });
});
