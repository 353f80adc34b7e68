const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a reader sees time: a locale and an IANA time zone. */
export interface Zone {
  readonly locale: string;
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** `Intl` formats cost about 50 µs to make and a list asks for hundreds: each is made once. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** The calendar day YYYY-MM-DD that an instant falls on in the zone. */
export function dayOf(at: number, timeZone: string): string {
  return format('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** Whole days from today (in the zone) to a calendar day: negative when it is past. */
export function daysUntil(day: string, now: number, timeZone: string): number {
  return Math.round((Date.parse(day) - Date.parse(dayOf(now, timeZone))) / DAY);
}

/** A due day in short: "today", "in 3 d", "2 d late". */
export function dueInWords(day: string, now: number, timeZone: string): string {
  const days = daysUntil(day, now, timeZone);
  if (days === 0) return 'today';
  return days > 0 ? `in ${days} d` : `${-days} d late`;
}

/** A calendar day in full, as "Monday, 23 November 2026". Days have no zone. */
export function fullDay(day: string, locale: string): string {
  return format(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day));
}

/** A calendar day, the year only where it is another one than now. */
export function shortDay(day: string, now: number, zone: Zone): string {
  const sameYear = day.slice(0, 4) === dayOf(now, zone.timeZone).slice(0, 4);
  return format(zone.locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(Date.parse(day));
}

/** How long ago, in short: "now", "5 min", "3 h", "2 d", later the day. */
export function agoInWords(at: string, now: number, zone: Zone): string {
  const passed = now - Date.parse(at);
  if (passed < MINUTE) return 'now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h`;
  if (passed < 30 * DAY) return `${Math.floor(passed / DAY)} d`;
  return shortDay(dayOf(Date.parse(at), zone.timeZone), now, zone);
}

/** An instant in full with its time of day. */
export function fullInstant(at: string, zone: Zone): string {
  return format(zone.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: zone.timeZone,
  }).format(Date.parse(at));
}

/** An instant in short with its time of day, as "23 Nov, 14:05". */
export function shortInstant(at: string, now: number, zone: Zone): string {
  const time = format(zone.locale, { timeStyle: 'short', timeZone: zone.timeZone });
  return `${shortDay(dayOf(Date.parse(at), zone.timeZone), now, zone)}, ${time.format(Date.parse(at))}`;
}
