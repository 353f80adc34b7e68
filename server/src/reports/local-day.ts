import { offsetAt } from '@parley/workflows/calendar/zone';

/** The calendar day YYYY-MM-DD that an instant falls on in a time zone. */
export function localDay(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}
