import type { EndOfDay } from '@parley/domain/attention';

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The instant at which a calendar day ends in a time zone: the first instant of the next day there. */
export function endOfDayIn(timeZone: string): EndOfDay {
  return (day) => firstInstantOf(Date.parse(`${day}T00:00:00Z`) + DAY_MS, timeZone);
}

/**
 * `midnight` is the local midnight written as if it were UTC. Where clocks skip midnight, the day begins at the
 * first instant that exists, so both offsets around it are tried.
 */
function firstInstantOf(midnight: number, timeZone: string): string {
  const offsets = [offsetAt(midnight - DAY_MS, timeZone), offsetAt(midnight + DAY_MS, timeZone)];
  const candidates = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  const first = candidates.find((instant) => instant + offsetAt(instant, timeZone) >= midnight);
  return new Date(first ?? midnight).toISOString();
}

/** Milliseconds that local clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((found) => found.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(instant / 1000) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}
