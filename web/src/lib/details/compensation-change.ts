import type { Currency } from '@parley/domain/currencies';
import { LIMITS } from '@parley/domain/limits';
import type { CompensationView } from '@parley/domain/view';
import { currencyOf } from './currency.ts';
import { amountText, parseAmount } from '@parley/domain/parse-amount';

/** An amount and its currency as they stand in the inputs. */
export interface FeeDraft {
  readonly amount: string;
  readonly currency: string;
}

/** The whole compensation as it is sent: its parts are one field, so each edit carries all of them. */
export interface SentCompensation {
  readonly amountCents: number | null;
  readonly currency: Currency | null;
  readonly commissionPercent: number | null;
  readonly product: string | null;
}

export function feeDraft(compensation: CompensationView, defaultCurrency: string): FeeDraft {
  const { amountCents, currency } = compensation;
  if (amountCents === null || currency === null)
    return { amount: '', currency: currency ?? defaultCurrency };
  return { amount: amountText(amountCents, currency), currency };
}

const asSent = ({
  amountCents,
  currency,
  commissionPercent,
  product,
}: CompensationView): SentCompensation => ({
  amountCents,
  currency: currencyOf(currency),
  commissionPercent,
  product,
});

/** After the fee was edited; a text is what is wrong with it. */
export function withFee(now: CompensationView, draft: FeeDraft): SentCompensation | string {
  if (draft.amount.trim() === '') return { ...asSent(now), amountCents: null, currency: null };
  const currency = currencyOf(draft.currency);
  if (!currency) return 'Choose a currency.';
  const parsed = parseAmount(draft.amount, currency);
  return parsed.ok ? { ...asSent(now), amountCents: parsed.value, currency } : parsed.message;
}

/** After the commission was edited (a percentage, or empty). */
export function withCommission(now: CompensationView, typed: string): SentCompensation | string {
  const text = typed.replace('%', '').replace(',', '.').trim();
  if (text === '') return { ...asSent(now), commissionPercent: null };
  const percent = Number(text);
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text) || percent < 0.01 || percent > 100) {
    return 'A commission is 0.01 to 100 percent, with at most two decimals.';
  }
  return { ...asSent(now), commissionPercent: percent };
}

/** After the product was edited; empty leaves none. */
export function withProduct(now: CompensationView, typed: string): SentCompensation | string {
  const product = typed.trim();
  if (product.length > LIMITS.textChars)
    return `A product has at most ${LIMITS.textChars} characters.`;
  return { ...asSent(now), product: product || null };
}
