const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A length of time in short, as "25 min", "5.5 h", "12 d"; one decimal below ten. */
export function spanText(ms: number, locale: string): string {
  if (ms < HOUR) return `${Math.round(ms / 60_000)} min`;
  const [value, unit] = ms < 2 * DAY ? [ms / HOUR, 'h'] : [ms / DAY, 'd'];
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}
