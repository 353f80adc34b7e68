/** Arithmetic on instants in ISO 8601 UTC with milliseconds, which compare as texts. No clock is read here. */

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The instant so many milliseconds after another. */
export function after(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** `instant`, not before `floor` (null: no floor). */
export function notBefore(instant: string, floor: string | null): string {
  return floor === null ? instant : later(instant, floor);
}
