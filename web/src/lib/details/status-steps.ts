import { isFinal, STATUSES, STATUS_MEANING, type Status } from '@parley/domain/statuses';

export interface StatusStep {
  readonly status: Status;
  readonly state: 'passed' | 'current' | 'ahead';
  /** Why it cannot be chosen, in words; null where it can. */
  readonly blocked: string | null;
  readonly meaning: string;
}

/**
 * The five steps of the stepper. `readOnly` says why nothing at all may be changed (role, archived campaign),
 * or null.
 */
export function statusSteps(current: Status, readOnly: string | null): StatusStep[] {
  const at = STATUSES.indexOf(current);
  return STATUSES.map((status, index) => ({
    status,
    state: status === current ? 'current' : isPassed(current, index, at) ? 'passed' : 'ahead',
    blocked: blockedBecause(current, status, readOnly),
    meaning: STATUS_MEANING[status],
  }));
}

/** Cancelled passes through nothing: only the steps before an uncancelled status were passed. */
function isPassed(current: Status, index: number, at: number): boolean {
  return current !== 'Cancelled' && index < at;
}

function blockedBecause(current: Status, to: Status, readOnly: string | null): string | null {
  if (to === current) return null;
  if (readOnly) return readOnly;
  if (isFinal(current)) return `${current} is final: the status cannot be changed any more.`;
  return null;
}

/** What the present status means, said under the stepper; a completed one names what stayed open. */
export function statusMeaning(current: Status, openDeliverables: number): string {
  const meaning =
    current === 'Completed' && openDeliverables > 0
      ? `Completed with ${openDeliverables} ${openDeliverables === 1 ? 'deliverable' : 'deliverables'} not met.`
      : STATUS_MEANING[current];
  return isFinal(current) ? `${meaning} ${current} is final.` : meaning;
}
