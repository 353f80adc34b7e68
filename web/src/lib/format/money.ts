import { minorDigits } from '@parley/domain/currencies';
import type { CompensationView, Money } from '@parley/domain/view';

const formats = new Map<string, Intl.NumberFormat>();
function format(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}

/** An amount of minor units in the reader's locale; whole amounts without their zeros, as "€1,250". */
export function moneyText(money: Money, locale: string): string {
  const digits = minorDigits(money.currency);
  const major = money.amountCents / 10 ** digits;
  return format(locale, money.currency, Number.isInteger(major) ? 0 : digits).format(major);
}

/** Sums of several currencies side by side; they are never added up. */
export function sumsText(sums: readonly Money[], locale: string): string {
  return sums.map((sum) => moneyText(sum, locale)).join(' + ');
}

/** A compensation in one short line, empty where nothing is agreed. */
export function compensationText(compensation: CompensationView, locale: string): string {
  const { amountCents, currency, commissionPercent, product } = compensation;
  const parts = [
    amountCents !== null && currency !== null ? moneyText({ amountCents, currency }, locale) : null,
    commissionPercent !== null ? `${commissionPercent.toLocaleString(locale)}%` : null,
    product !== null ? 'product' : null,
  ].filter((part) => part !== null);
  const text = parts.join(' + ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
