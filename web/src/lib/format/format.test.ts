import { describe, expect, it } from 'vitest';
import { agoInWords, dayOf, dueInWords, fullDay, shortDay } from './dates.ts';
import { compensationText, moneyText, sumsText } from './money.ts';
import { isTimeZone, localeFrom } from './reader.ts';

const now = Date.parse('2026-11-23T22:30:00Z');

describe('dates', () => {
  it('counts days in the reader’s zone', () => {
    expect(dayOf(now, 'Europe/Berlin')).toBe('2026-11-23');
    expect(dayOf(now, 'Asia/Tokyo')).toBe('2026-11-24');
    expect(dueInWords('2026-11-24', now, 'Europe/Berlin')).toBe('in 1 d');
    expect(dueInWords('2026-11-24', now, 'Asia/Tokyo')).toBe('today');
    expect(dueInWords('2026-11-20', now, 'Asia/Tokyo')).toBe('4 d late');
  });
  it('counts days across a change of the clock', () => {
    expect(dueInWords('2027-03-29', Date.parse('2027-03-27T12:00:00Z'), 'Europe/Berlin')).toBe(
      'in 2 d',
    );
  });
  it('shows a day as it is, whatever the zone, in the reader’s locale', () => {
    const zone = { locale: 'de-DE', timeZone: 'Pacific/Honolulu' };
    expect(shortDay('2026-11-30', now, zone)).toBe('30. Nov.');
    expect(fullDay('2026-11-30', 'en-GB')).toMatch(/^Monday,? 30 November 2026$/);
  });
  it('says how long ago in short', () => {
    const zone = { locale: 'en-GB', timeZone: 'UTC' };
    expect(agoInWords('2026-11-23T22:29:30Z', now, zone)).toBe('now');
    expect(agoInWords('2026-11-23T22:00:00Z', now, zone)).toBe('30 min');
    expect(agoInWords('2026-11-21T22:30:00Z', now, zone)).toBe('2 d');
    expect(agoInWords('2025-11-21T22:30:00Z', now, zone)).toBe('21 Nov 2025');
  });
});

describe('money', () => {
  /** `Intl` writes spaces that do not break. */
  const plain = (text: string) => text.replace(/\s/g, ' ');
  it('follows the currency’s minor units and the locale', () => {
    expect(moneyText({ amountCents: 125_000, currency: 'EUR' }, 'en')).toBe('€1,250');
    expect(plain(moneyText({ amountCents: 125_050, currency: 'EUR' }, 'de'))).toBe('1.250,50 €');
    expect(moneyText({ amountCents: 1_250, currency: 'JPY' }, 'en')).toBe('¥1,250');
    expect(plain(moneyText({ amountCents: 1_250, currency: 'KWD' }, 'en'))).toBe('KWD 1.250');
  });
  it('puts currencies side by side and never adds them', () => {
    const sums = [
      { currency: 'EUR', amountCents: 100 },
      { currency: 'USD', amountCents: 200 },
    ] as const;
    expect(sumsText(sums, 'en')).toBe('€1 + $2');
  });
  it('says what is agreed in one line', () => {
    const none = {
      kind: 'none',
      amountCents: null,
      currency: null,
      commissionPercent: null,
      product: null,
    } as const;
    expect(compensationText(none, 'en')).toBe('');
    expect(compensationText({ ...none, kind: 'product', product: 'Shoes' }, 'en')).toBe('Product');
    const mix = {
      kind: 'mix',
      amountCents: 50_000,
      currency: 'EUR',
      commissionPercent: 7.5,
      product: null,
    } as const;
    expect(compensationText(mix, 'en')).toBe('€500 + 7.5%');
  });
});

describe('the reader', () => {
  it('takes the first language that is known', () => {
    expect(localeFrom('de-AT,de;q=0.9,en;q=0.8')).toBe('de-AT');
    expect(localeFrom('*')).toBe('en');
    expect(localeFrom(null)).toBe('en');
    expect(localeFrom('not_a_tag, fr')).toBe('fr');
  });
  it('knows time zones', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});
