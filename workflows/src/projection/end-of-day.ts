import type { EndOfDay } from '@parley/domain/attention';
import { instantOfLocal } from '../calendar/zone.ts';

const DAY_MS = 86_400_000;

/** The instant at which a calendar day ends in a time zone: the first instant of the next day there. */
export function endOfDayIn(timeZone: string): EndOfDay {
  return (day) =>
    new Date(instantOfLocal(Date.parse(`${day}T00:00:00Z`) + DAY_MS, timeZone)).toISOString();
}
