import { describe, expect, it } from 'vitest';
import { amountText, parseAmount } from '../src/parse-amount.ts';

describe('parseAmount', () => {
  it.each([
    ['1500', 'EUR', 150_000],
    ['1500.5', 'EUR', 150_050],
    ['1,500.50', 'USD', 150_050],
    ['1.500,50', 'EUR', 150_050],
    ['1 500', 'EUR', 150_000],
    ['1,500', 'USD', 150_000],
    ['1,500,000', 'USD', 150_000_000],
    ['0.01', 'EUR', 1],
    ['1250', 'JPY', 1250],
    ['1,250', 'JPY', 1250],
    ['1.250', 'KWD', 1250],
  ])('reads %s %s', (typed, currency, value) => {
    expect(parseAmount(typed, currency)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'EUR'],
    ['abc', 'EUR'],
    ['-5', 'EUR'],
    ['0', 'EUR'],
    ['1.5', 'JPY'],
    ['1.2345', 'EUR'],
    ['99999999999999', 'EUR'],
  ])('refuses %j %s in words', (typed, currency) => {
    const parsed = parseAmount(typed, currency);
    expect(parsed.ok).toBe(false);
    expect(parsed).toHaveProperty('message', expect.stringMatching(/[a-z].*\./));
  });

  it('writes what it reads', () => {
    expect(amountText(150_050, 'EUR')).toBe('1500.50');
    expect(amountText(150_000, 'EUR')).toBe('1500');
    expect(amountText(1250, 'JPY')).toBe('1250');
  });
});
