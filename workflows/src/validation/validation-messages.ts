import type { RunCommand } from '@parley/domain/validator-view';
import { defineSignal } from '@temporalio/workflow';

/** Every signal of a run. One that changes nothing, as `pause` of a paused run, does no harm. */
export const validationSignals = {
  pause: defineSignal('pause'),
  resume: defineSignal('resume'),
  cancel: defineSignal('cancel'),
  retry: defineSignal('retry'),
} as const satisfies Record<RunCommand, unknown>;

/** What the Temporal UI says of each. */
export const VALIDATION_MEANING: Record<RunCommand, string> = {
  pause: 'Pauses the run: creators under way are finished, no further one is begun',
  resume: 'Goes on with a paused run',
  cancel: 'Ends the run: what was found stays, the rest is not validated',
  retry: 'Takes the creators that failed up again',
};
