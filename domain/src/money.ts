import type { Currency } from './currencies.ts';
import type { CollaborationState } from './state.schema.ts';
import type { Compensation, CompensationKind } from './terms.schema.ts';
import type { Money } from './view.ts';

/** The sum of amounts in each currency, in the order the currencies appear. Nothing is added across currencies. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<Currency, number>();
  for (const { currency, amountCents } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0) + amountCents);
  }
  return [...sums].map(([currency, amountCents]) => ({ currency, amountCents }));
}

/** What was paid, per currency. */
export function paidSums(state: Pick<CollaborationState, 'payments'>): Money[] {
  return sumByCurrency(state.payments);
}

/** What was paid in the compensation's currency or, where none is set, in the first payment's. Minor units. */
export function paidCents(state: Pick<CollaborationState, 'payments' | 'terms'>): number {
  return paidCentsOf(paidSums(state), state.terms.compensation.currency);
}

export function paidCentsOf(paid: readonly Money[], agreedCurrency: string | null): number {
  const currency = agreedCurrency ?? paid[0]?.currency;
  return paid.find((sum) => sum.currency === currency)?.amountCents ?? 0;
}

/** What was agreed and is not paid yet, in minor units of the compensation's currency; 0 where nothing is agreed. */
export function outstandingCents(state: Pick<CollaborationState, 'payments' | 'terms'>): number {
  const agreed = state.terms.compensation.amountCents ?? 0;
  return Math.max(0, agreed - paidCents(state));
}

/** Computed from what is agreed: none, one of the three, or a mix. */
export function compensationKind(compensation: Compensation): CompensationKind {
  const kinds: CompensationKind[] = [];
  if (compensation.amountCents !== null) kinds.push('fixed');
  if (compensation.commissionPercent !== null) kinds.push('commission');
  if (compensation.product !== null) kinds.push('product');
  return kinds.length > 1 ? 'mix' : (kinds[0] ?? 'none');
}
