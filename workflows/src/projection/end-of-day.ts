import type { EndOfDay } from '@parley/domain/attention';
import { instantOfLocal } from '../calendar/zone.ts';

const DAY_MS = 86_400_000;

const MOST_DAYS = 10_000;
const known = new Map<string, string>();

/** The instant at which a calendar day ends in a time zone: the first instant of the next day there. */
export function endOfDayIn(timeZone: string): EndOfDay {
  return (day) => {
    const key = `${day} ${timeZone}`;
    const told = known.get(key);
    if (told !== undefined) return told;
    if (known.size >= MOST_DAYS) known.clear();
    const end = instantOfLocal(Date.parse(`${day}T00:00:00Z`) + DAY_MS, timeZone);
    const text = new Date(end).toISOString();
    known.set(key, text);
    return text;
  };
}
