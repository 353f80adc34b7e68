import { CURRENCIES, type Currency } from '@parley/domain/currencies';

/** The currency of this code, or null where it is none of the current ones. */
export function currencyOf(code: string | null): Currency | null {
  return CURRENCIES.find((currency) => currency === code) ?? null;
}
