import { attentionOf, type EndOfDay } from '@parley/domain/attention';
import { deliveredCount } from '@parley/domain/deliverables';
import { compensationKind, paidCents, paidSums } from '@parley/domain/money';
import { nextReminder, type ReminderPolicy } from '@parley/domain/reminders';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { CollaborationRow, RowTerms } from '@parley/domain/view';

/** What a row depends on besides its state. */
export interface RowSettings {
  readonly endOfDay: EndOfDay;
  /** Null where reminders rest: the campaign is paused or archived. */
  readonly policy: ReminderPolicy | null;
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
    nextReminderAt:
      settings.policy === null ? null : (nextReminder(state, settings.policy)?.at ?? null),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
  };
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
