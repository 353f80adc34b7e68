import { expect, it } from 'vitest';
import { moneyText } from '../../src/exports/money-text.ts';

it.each([
  [1_250, 'EUR', '12.50'],
  [5, 'USD', '0.05'],
  [100, 'GBP', '1.00'],
  [1_250, 'JPY', '1250'],
  [1_250, 'KWD', '1.250'],
  [1_000_000_000_000, 'EUR', '10000000000.00'],
] as const)('%i minor units of %s are %s', (amountCents, currency, text) => {
  expect(moneyText(amountCents, currency)).toBe(text);
});
