const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that local clocks in a time zone are ahead of UTC at an instant. */
export function offsetAt(instantMs: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instantMs);
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
  return local - Math.floor(instantMs / 1000) * 1000;
}

/**
 * The first instant at which local clocks show a time or have passed it. `localMs` is the local time written as if
 * it were UTC. Where clocks skip it, the instant lies after the gap; where they show it twice, it is the first.
 */
export function instantOfLocal(localMs: number, timeZone: string): number {
  const offsets = [offsetAt(localMs - DAY_MS, timeZone), offsetAt(localMs + DAY_MS, timeZone)];
  const candidates = offsets.map((offset) => localMs - offset).sort((a, b) => a - b);
  return candidates.find((instant) => instant + offsetAt(instant, timeZone) >= localMs) ?? localMs;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
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
