import { policyOf } from '@parley/domain/reminders';
import type { ReminderSettings } from '@parley/domain/view';
import type { Settings } from '../activities.ts';
import { shiftIntoWorkingTime, type WorkingTime } from '../calendar/working-time.ts';
import { DEFAULT_POLICY, type WorkflowPolicy } from '../collaboration/policy.schema.ts';
import type { Queries } from '../projection/postgres.ts';

const DAY_MS = 86_400_000;
/** Reminders closer together than this are a slip of the pen, and would keep a worker busy. */
const LEAST_REPEAT_MS = 1_000;

interface SettingsRow {
  readonly time_zone: string;
  readonly working_days: number[];
  readonly working_hours: { from: string; to: string };
  readonly reminders: ReminderSettings;
  readonly campaign_status: string | null;
}

/** What the database says about reminding; a workspace that is not set up yet counts as the defaults. */
export interface ReadSettings {
  readonly policy: WorkflowPolicy;
  readonly isResting: boolean;
  readonly workingTime: WorkingTime | null;
}

export async function readSettings(
  sql: Queries,
  campaignId: string,
  completeAfterMs: number,
): Promise<ReadSettings> {
  const [row] = await sql<SettingsRow[]>`
    select w.time_zone, w.working_days, w.working_hours, w.reminders, c.status as campaign_status
    from workspace w left join campaigns c on c.id = ${campaignId}`;
  if (!row)
    return { policy: { ...DEFAULT_POLICY, completeAfterMs }, isResting: false, workingTime: null };
  const { negotiation } = policyOf(row.reminders);
  const repeatMs = Math.max(LEAST_REPEAT_MS, negotiation.repeatMs);
  return {
    policy: { reminders: { negotiation: { ...negotiation, repeatMs } }, completeAfterMs },
    // Draft, Paused and Archived campaigns rest their automation.
    isResting: row.campaign_status !== null && row.campaign_status !== 'Live',
    workingTime: {
      timeZone: row.time_zone,
      workingDays: row.working_days,
      workingHours: row.working_hours,
    },
  };
}

/** Whether a reminder may go out now: otherwise it rests, with the campaign or until the office opens. */
export function settingsNow(read: ReadSettings, now: string): Settings {
  if (read.isResting)
    return { policy: read.policy, rest: { until: aDayAfter(now), because: 'campaign' } };
  const until = read.workingTime === null ? now : shiftIntoWorkingTime(now, read.workingTime);
  return { policy: read.policy, rest: until > now ? { until, because: 'working hours' } : null };
}

/** Looked at again daily even when no signal says that the campaign goes on. */
function aDayAfter(now: string): string {
  return new Date(Date.parse(now) + DAY_MS).toISOString();
}
