const HOUR_MS = 3_600_000;

/** Instants and days counted back from when the making of the sample began. */
export interface SampleClock {
  /** ISO instant `hours` before the beginning. */
  readonly hoursAgo: (hours: number) => string;
  /** The calendar day (UTC) `days` after the beginning; negative: before. */
  readonly dayIn: (days: number) => string;
  /** The same some days earlier. */
  readonly before: (days: number) => SampleClock;
}

export function sampleClock(begunAt: Date): SampleClock {
  const hoursAgo = (hours: number) => new Date(begunAt.getTime() - hours * HOUR_MS).toISOString();
  return {
    hoursAgo,
    dayIn: (days) => hoursAgo(-24 * days).slice(0, 10),
    before: (days) => sampleClock(new Date(begunAt.getTime() - 24 * days * HOUR_MS)),
  };
}
