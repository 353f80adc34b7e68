import { isFinal, STATUSES, type Status } from '@parley/domain/statuses';
import { REFUSALS } from '@parley/domain/refusals';
import type { CollaborationRow } from '@parley/domain/view';

/** Where a collaboration could go, and why not where it cannot. */
export interface PossibleMove {
  readonly to: Status;
  readonly isHere: boolean;
  /** In words; null where it can. */
  readonly blocked: string | null;
}

/** All five statuses for a row; `readOnly` says why this person can change nothing, or is null. */
export function movesOf(
  row: Pick<CollaborationRow, 'status'>,
  readOnly: string | null,
): PossibleMove[] {
  return STATUSES.map((to) => ({
    to,
    isHere: to === row.status,
    blocked: to === row.status ? null : (readOnly ?? blockedBy(row.status)),
  }));
}

function blockedBy(status: Status): string | null {
  return isFinal(status) ? REFUSALS.TRANSITION_NOT_ALLOWED : null;
}

/** Deliverables of a row that are not met. */
export function openCount(row: CollaborationRow): number {
  return row.terms.deliverables.filter((item) => item.delivered < item.quantity).length;
}
