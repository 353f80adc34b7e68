import { currency, uuid } from '@parley/domain/scalars';
import { shortText } from '@parley/domain/text';
import { z } from 'zod';
import { negotiationReminders, workingHours } from '../read/workspace.ts';

/** A name of the time zone database, as Europe/Berlin; offsets as +01:00 know no summer time and are refused. */
export const timeZone = z.string().refine(isTimeZone, 'must be a time zone, as Europe/Berlin');

const workingDays = z
  .array(z.int().min(1).max(7))
  .min(1, 'must have at least one day')
  .refine((days) => new Set(days).size === days.length, 'must not name a day twice')
  .overwrite((days) => days.toSorted((a, b) => a - b));

/** What can be changed of the workspace; of the reminders and tags only the named parts change. */
export const workspaceChange = z
  .strictObject({
    name: shortText.optional(),
    timeZone: timeZone.optional(),
    currency: currency.optional(),
    workingDays: workingDays.optional(),
    workingHours: workingHours
      .refine((value) => value.from < value.to, {
        path: ['to'],
        message: 'must be later than from',
      })
      .optional(),
    reminders: z.strictObject({ negotiation: negotiationReminders.partial() }).optional(),
    tagOnOutcome: z
      .strictObject({ Completed: uuid.nullish(), Cancelled: uuid.nullish() })
      .optional(),
    /** Whose results badges show where the campaign chooses none; null: the newest of any. */
    validatorId: uuid.nullish(),
  })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type WorkspaceChange = z.output<typeof workspaceChange>;

function isTimeZone(value: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[\w+-]+)*$/i.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
