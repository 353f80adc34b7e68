import type { WorkspaceView } from '@parley/domain/view';

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** The workspace's settings as they stand in the form; days and spans as people think of them. */
export interface WorkspaceDraft {
  name: string;
  timeZone: string;
  currency: string;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  workingDays: number[];
  from: string;
  to: string;
  isReminding: boolean;
  afterDays: string;
  repeatDays: string;
  escalateAfter: string;
}

const HOURS = 24;

export function draftOfWorkspace({
  reminders: { negotiation },
  ...workspace
}: WorkspaceView): WorkspaceDraft {
  return {
    name: workspace.name,
    timeZone: workspace.timeZone,
    currency: workspace.currency,
    workingDays: [...workspace.workingDays],
    from: workspace.workingHours.from,
    to: workspace.workingHours.to,
    isReminding: negotiation.enabled,
    afterDays: String(negotiation.afterHours / HOURS),
    repeatDays: String(negotiation.repeatHours / HOURS),
    escalateAfter: String(negotiation.escalateAfter),
  };
}

export type ReadWorkspace =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The form read into the body of PATCH, or the fields that are wrong with why. */
export function readWorkspace(draft: WorkspaceDraft): ReadWorkspace {
  const errors: Record<string, string> = {};
  if (draft.name.trim() === '') errors.name = 'Give the workspace a name.';
  if (draft.workingDays.length === 0) errors.workingDays = 'Choose at least one day.';
  if (draft.from >= draft.to) errors.to = 'The end must be later than the start.';
  const afterHours = span(draft.afterDays, 'afterDays', errors);
  const repeatHours = span(draft.repeatDays, 'repeatDays', errors);
  const escalateAfter = Number(draft.escalateAfter);
  if (!/^[1-9]\d?$/.test(draft.escalateAfter.trim()))
    errors.escalateAfter = 'A whole number from 1 to 99.';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    body: {
      name: draft.name.trim(),
      timeZone: draft.timeZone,
      currency: draft.currency,
      workingDays: draft.workingDays.toSorted((a, b) => a - b),
      workingHours: { from: draft.from, to: draft.to },
      reminders: {
        negotiation: { enabled: draft.isReminding, afterHours, repeatHours, escalateAfter },
      },
    },
  };
}

/** Days, which may be fractions, in hours. */
function span(typed: string, field: string, errors: Record<string, string>): number {
  const days = Number(typed.trim().replace(',', '.'));
  if (typed.trim() === '' || !(days > 0) || days > 365)
    errors[field] = 'A number of days, up to 365.';
  return days * HOURS;
}
