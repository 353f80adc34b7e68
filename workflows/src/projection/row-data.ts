import { attentionOf, type EndOfDay } from '@parley/domain/attention';
import { deliveredCount } from '@parley/domain/deliverables';
import { compensationKind, paidCents, paidSums } from '@parley/domain/money';
import { nextReminder, type ReminderPolicy } from '@parley/domain/reminders';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { CollaborationRow, RowTerms } from '@parley/domain/view';
import { shiftIntoWorkingTime, type WorkingTime } from '../calendar/working-time.ts';

/** What a row depends on besides its state. */
export interface RowSettings {
  readonly endOfDay: EndOfDay;
  /** Null where reminders rest: the campaign is not live. */
  readonly reminders: {
    readonly policy: ReminderPolicy;
    /** A reminder due outside working hours waits for them. */
    readonly workingTime: WorkingTime;
  } | null;
}

/** A list row without names: whoever shows it joins campaign, creator and owner. */
export type RowData = Omit<CollaborationRow, 'campaign' | 'creator' | 'owner'> & {
  readonly campaignId: string;
  readonly creatorId: string;
  readonly ownerId: string | null;
};

/** Everything a list shows of a state. Pure. */
export function rowData(state: CollaborationState, settings: RowSettings): RowData {
  return {
    id: state.id,
    version: state.version,
    status: state.status,
    statusSince: state.statusSince,
    cancelReason: state.cancelReason,
    campaignId: state.campaignId,
    creatorId: state.creatorId,
    ownerId: state.ownerId,
    terms: rowTerms(state),
    delivery: state.delivery,
    paid: paidSums(state),
    paidCents: paidCents(state),
    attention: attentionOf(state, settings.endOfDay),
    nextReminderAt: nextReminderAt(state, settings.reminders),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
  };
}

function nextReminderAt(
  state: CollaborationState,
  reminders: RowSettings['reminders'],
): string | null {
  const next = reminders === null ? null : nextReminder(state, reminders.policy);
  if (reminders === null || next === null) return null;
  return shiftIntoWorkingTime(next.at, reminders.workingTime);
}

/** The terms as the API shows them, conditions left out. */
export function rowTerms(state: CollaborationState): RowTerms {
  const { deliverables, compensation, timeline } = state.terms;
  return {
    deliverables: deliverables.map((item) => ({
      ...item,
      delivered: deliveredCount(state, item.id),
    })),
    compensation: { kind: compensationKind(compensation), ...compensation },
    timeline,
  };
}
