import { minorDigits } from './currencies.ts';
import { LIMITS } from './limits.ts';

export type Parsed =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string };

const refused = (message: string): Parsed => ({ ok: false, message });

/**
 * Reads an amount as people type it ("1500", "1,500.50", "1.500,50", "1 500") into minor units of `currency`.
 * The last comma or point is the decimal one unless it groups thousands.
 */
export function parseAmount(typed: string, currency: string): Parsed {
  const text = typed.replaceAll(/[\s'’\u00a0\u202f]/g, '');
  if (!/^\d[\d.,]*$/.test(text)) return refused('Write an amount, as 1500 or 1500.50.');
  const digits = minorDigits(currency);
  const { whole, fraction } = split(text, digits);
  if (fraction.length > digits) {
    return refused(
      digits === 0 ? `${currency} has no decimals.` : `${currency} has at most ${digits} decimals.`,
    );
  }
  const value = Number(whole + fraction.padEnd(digits, '0'));
  if (value < 1) return refused('The amount must be more than zero.');
  if (value > LIMITS.amountCents) return refused('The amount is larger than Parley keeps.');
  return { ok: true, value };
}

/** An amount as it stands in an edit field: plain digits, a point, no grouping. */
export function amountText(amountCents: number, currency: string): string {
  const digits = minorDigits(currency);
  const fixed = (amountCents / 10 ** digits).toFixed(digits);
  return fixed.replace(/\.0+$/, '');
}

function split(text: string, digits: number): { whole: string; fraction: string } {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return { whole: text, fraction: '' };
  const sign = text.charAt(last);
  const after = text.slice(last + 1);
  const onlyOne = text.indexOf(sign) === last;
  const isGrouping = after.length === 3 && (!onlyOne || digits !== 3);
  const plain = (part: string) => part.replaceAll(/[.,]/g, '');
  return isGrouping
    ? { whole: plain(text), fraction: '' }
    : { whole: plain(text.slice(0, last)), fraction: after };
}
