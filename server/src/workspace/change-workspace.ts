import type { ReminderSettings, WorkspaceView } from '@parley/domain/view';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import { found } from '../http/not-found.ts';
import { invalid } from '../http/problem.ts';
import { readWorkspace } from '../read/workspace.ts';
import { unknownValidator } from '../validators/unknown-validator.ts';
import type { WorkspaceChange } from './workspace-change.ts';
import { tagsAfter } from './tag-on-outcome.ts';
import { WORKSPACE_ID } from './workspace-id.ts';

/** Changes the settings and announces them; 422 for a tag that is not there. Safe to repeat. */
export async function changeWorkspace(
  sql: Queries,
  change: WorkspaceChange,
): Promise<WorkspaceView> {
  await sql`select 1 from workspace for update`;
  const errors = await unknownValidator(sql, change);
  if (errors.length > 0) throw invalid(errors);
  const before = found(await readWorkspace(sql), 'workspace');
  const after: WorkspaceView = {
    name: change.name ?? before.name,
    timeZone: change.timeZone ?? before.timeZone,
    currency: change.currency ?? before.currency,
    workingDays: change.workingDays ?? before.workingDays,
    workingHours: change.workingHours ?? before.workingHours,
    reminders: {
      negotiation: merged(before.reminders.negotiation, change.reminders?.negotiation ?? {}),
    },
    tagOnOutcome: await tagsAfter(sql, before.tagOnOutcome, change.tagOnOutcome ?? {}),
    validatorId: change.validatorId === undefined ? before.validatorId : change.validatorId,
  };
  await sql`
    update workspace set name = ${after.name}, time_zone = ${after.timeZone}, currency = ${after.currency},
      working_days = ${[...after.workingDays]}::int[], working_hours = ${jsonText(after.workingHours)}::text::jsonb,
      reminders = ${jsonText(after.reminders)}::text::jsonb,
      tag_on_outcome = ${jsonText(after.tagOnOutcome)}::text::jsonb, validator_id = ${after.validatorId}`;
  await announce(sql, { kind: 'settings', id: WORKSPACE_ID });
  return after;
}

type Negotiation = ReminderSettings['negotiation'];

function merged(
  before: Negotiation,
  change: NonNullable<WorkspaceChange['reminders']>['negotiation'],
): Negotiation {
  return {
    enabled: change.enabled ?? before.enabled,
    afterHours: change.afterHours ?? before.afterHours,
    repeatHours: change.repeatHours ?? before.repeatHours,
    escalateAfter: change.escalateAfter ?? before.escalateAfter,
  };
}
