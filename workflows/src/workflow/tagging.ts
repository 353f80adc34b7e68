import { isFinal } from '@parley/domain/statuses';
import { condition, patched } from '@temporalio/workflow';
import type { Collaboration } from '../collaboration/collaboration.ts';
import { asked } from './asked-activities.ts';

/** Histories from before there were tags of outcomes end without one. */
const PATCH = 'tag of the outcome';

/**
 * Once the collaboration has ended, has its creator tagged by that outcome. Carried over to the next run until it is
 * done; a later run or a restart that asks again finds it done.
 */
export async function tagOutcome(collaboration: Collaboration): Promise<void> {
  for (;;) {
    await condition(() => collaboration.isOutcomeTagDue);
    const { id: collaborationId, state } = collaboration;
    if (state !== null && isFinal(state.status) && patched(PATCH)) {
      const { creatorId, status: outcome } = state;
      await asked.tagOutcome({ collaborationId, creatorId, outcome });
    }
    collaboration.isOutcomeTagDue = false;
  }
}
