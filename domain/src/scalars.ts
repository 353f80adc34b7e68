import { z } from 'zod';
import { CURRENCIES } from './currencies.ts';
import { LIMITS } from './limits.ts';

/** Any id of the product: UUIDv7 where we make it, any UUID where we read it, in lower case. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a UUID')
  .overwrite((value) => value.toLowerCase());

/** Money in minor units, 1 to 1,000,000,000,000. */
export const amountCents = z
  .int('must be a whole number of minor units')
  .min(1, 'must be at least 1')
  .max(LIMITS.amountCents, 'must be at most 1,000,000,000,000');

/** A current ISO 4217 code. */
export const currency = z.enum(CURRENCIES, { error: 'must be a current ISO 4217 currency' });

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a real calendar day YYYY-MM-DD of the years 1900 to 9999. */
export function isDay(value: string): boolean {
  const match = DAY.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/** A real calendar day, YYYY-MM-DD. */
export const day = z.string().refine(isDay, 'must be a real day, YYYY-MM-DD');

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant in ISO 8601; read with any offset, kept in UTC with milliseconds, so that instants compare as texts. */
export const instant = z
  .string()
  .refine((value) => utc(value) !== null, 'must be an instant in ISO 8601, as 2026-11-23T09:00:00Z')
  .overwrite((value) => utc(value) ?? value);

function utc(value: string): string | null {
  if (!INSTANT.test(value) || !isDay(value.slice(0, 10))) return null;
  const ms = Date.parse(value);
  const iso = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  return isDay(iso.slice(0, 10)) ? iso : null;
}
