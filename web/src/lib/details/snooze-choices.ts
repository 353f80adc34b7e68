const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const SNOOZES = [
  { id: 'hours', label: 'In 4 hours', ms: 4 * HOUR_MS },
  { id: 'day', label: 'Tomorrow', ms: DAY_MS },
  { id: 'days', label: 'In 3 days', ms: 3 * DAY_MS },
  { id: 'week', label: 'In a week', ms: 7 * DAY_MS },
  { id: 'month', label: 'In 30 days', ms: 30 * DAY_MS },
] as const;

/** The instant until which reminders and attention rest, ISO 8601 UTC; null for an unknown choice. */
export function snoozeUntil(id: string, now: number): string | null {
  const choice = SNOOZES.find((snooze) => snooze.id === id);
  return choice ? new Date(now + choice.ms).toISOString() : null;
}
