import type { Currency } from '@parley/domain/currencies';

const digits = new Map<Currency, number>();

/** Minor units as a decimal number with a point, as many digits behind it as the currency has: 1250 EUR is 12.50. */
export function moneyText(amountCents: number, currency: Currency): string {
  const places = digitsOf(currency);
  if (places === 0) return String(amountCents);
  const text = String(amountCents).padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}

function digitsOf(currency: Currency): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const found = format.resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}
