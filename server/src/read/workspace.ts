import { currency } from '@parley/domain/scalars';
import type { WorkspaceView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:MM');
const hours = (max: number) =>
  z.number().gt(0, 'must be more than 0').max(max, `must be at most ${max}`);

export const workingHours = z.strictObject({ from: localTime, to: localTime });
export const negotiationReminders = z.strictObject({
  enabled: z.boolean(),
  afterHours: hours(8_760),
  repeatHours: hours(8_760),
  escalateAfter: z.int().min(1).max(1_000),
});

/** The settings of the workspace, as the API answers and the database keeps them. */
export const workspaceView = z.strictObject({
  name: z.string(),
  timeZone: z.string(),
  currency,
  workingDays: z.array(z.int().min(1).max(7)),
  workingHours,
  reminders: z.strictObject({ negotiation: negotiationReminders }),
  tagOnOutcome: z.strictObject({ Completed: z.uuid().nullable(), Cancelled: z.uuid().nullable() }),
  validatorId: z.uuid().nullable(),
});

/** The one workspace of this installation; null before it is set up. */
export async function readWorkspace(sql: Queries): Promise<WorkspaceView | null> {
  const [row] = await sql`
    select name, time_zone as "timeZone", currency, working_days as "workingDays", working_hours as "workingHours",
      reminders, tag_on_outcome as "tagOnOutcome", validator_id as "validatorId"
    from workspace`;
  return row ? workspaceView.parse(row) : null;
}
