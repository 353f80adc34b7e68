import { instantOfLocal, offsetAt } from './zone.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When a team works, in its own time zone. */
export interface WorkingTime {
  readonly timeZone: string;
  /** ISO weekdays, 1 Monday to 7 Sunday. None: any day. */
  readonly workingDays: readonly number[];
  /** Local times HH:MM. `to` at or before `from` lies on the next day. */
  readonly workingHours: { readonly from: string; readonly to: string };
}

/**
 * The first instant at or after the given one at which the team works. Depends on the time zone data of this
 * process: for activities and the server, never for workflow code.
 */
export function shiftIntoWorkingTime(instant: string, time: WorkingTime): string {
  if (time.workingDays.length === 0) return instant;
  const at = Date.parse(instant);
  const local = at + offsetAt(at, time.timeZone);
  const today = Math.floor(local / DAY_MS);
  // From yesterday, whose hours may reach into today, to the same weekday next week.
  for (let day = today - 1; day <= today + 8; day += 1) {
    if (!time.workingDays.includes(isoWeekday(day))) continue;
    const { from, to } = hoursOf(day, time);
    if (at < to) return new Date(Math.max(at, from)).toISOString();
  }
  return instant;
}

function hoursOf(
  day: number,
  { timeZone, workingHours }: WorkingTime,
): { from: number; to: number } {
  const fromMs = timeOfDayMs(workingHours.from);
  const toMs = timeOfDayMs(workingHours.to);
  const end = toMs <= fromMs ? toMs + DAY_MS : toMs;
  return {
    from: instantOfLocal(day * DAY_MS + fromMs, timeZone),
    to: instantOfLocal(day * DAY_MS + end, timeZone),
  };
}

function timeOfDayMs(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
}

/** Day 0 of 1970 was a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
