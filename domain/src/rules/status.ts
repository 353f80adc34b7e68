import type { ChangeBody } from '../commands.schema.ts';
import { openDeliverables } from '../deliverables.ts';
import type { CollaborationState } from '../state.schema.ts';
import { isFinal, type Status } from '../statuses.ts';
import { happened, refused, UNCHANGED, type Outcome } from './outcome.ts';

/** From an open status any other: forward, skipping, or back. Completed and Cancelled are final. */
export function changeStatus(state: CollaborationState, body: ChangeBody<'changeStatus'>): Outcome {
  const { to, reason = null } = body;
  if (to === state.status) return UNCHANGED;
  if (isFinal(state.status)) {
    return refused('TRANSITION_NOT_ALLOWED', `${state.status} is final: it cannot become ${to}.`);
  }
  if (to === 'Cancelled' && reason === null) {
    return refused('REASON_REQUIRED', 'Cancelling a collaboration needs a reason.');
  }
  const open = to === 'Completed' ? openDeliverables(state).length : 0;
  return happened({
    type: 'StatusChanged',
    data: { from: state.status, to, reason, ...(open > 0 ? { openDeliverables: open } : {}) },
  });
}

/** Why a status cannot be set from another, in words, or null where it can. For buttons that are not allowed. */
export function whyNotStatus(from: Status, to: Status): string | null {
  if (from === to) return `It is ${to} now.`;
  return isFinal(from) ? `${from} is final.` : null;
}
