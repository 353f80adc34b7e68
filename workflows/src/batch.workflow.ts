import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { BatchActivities } from './batch/batch-activities.ts';
import { BATCH_STATE } from './shown-attributes.ts';

/** Somebody paused, resumed or cancelled: what is stored with the batch says which. */
export const lookAgain = defineSignal('lookAgain');
export const batchProgress = defineQuery<string>('progress');

const { applyNextRows } = proxyActivities<BatchActivities>({
  startToCloseTimeout: '2 minutes',
  // A worker that was killed is noticed by its silence.
  heartbeatTimeout: '15s',
  // Never given up: a night without Postgres only makes the batch end in the morning.
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '15s' },
});

/** Chunks of one run: its history stays short, so a new worker takes it up quickly. */
const CHUNKS_PER_RUN = 100;
const WAIT = '1s';
/** A signal that Temporal lost in a failover is made up for. */
const PAUSED_LOOK = '1 minute';

export interface BatchInput {
  readonly batchId: string;
}

/**
 * One batch from its confirmation to its last row. Which rows are left is in the database, so this only says when
 * the next ones are due; it can be started again at any time.
 */
export async function batch(input: BatchInput): Promise<void> {
  let hasNews = false;
  let words = 'Starting';
  let shown = '';
  const say = (state: string, text: string) => {
    words = text;
    setCurrentDetails(text);
    if (state !== shown) upsertSearchAttributes([{ key: BATCH_STATE, value: state }]);
    shown = state;
  };
  setHandler(lookAgain, () => {
    hasNews = true;
  });
  setHandler(batchProgress, () => words);
  for (let chunk = 0; chunk < CHUNKS_PER_RUN; chunk += 1) {
    hasNews = false;
    const { next, done, total } = await applyNextRows(input);
    const counted = `${done} of ${total} rows have their outcome`;
    if (next === 'ended') return say('ended', `Ended: ${counted}`);
    if (next === 'paused') say('paused', `Paused: ${counted}`);
    else say('running', counted);
    if (next === 'paused') await condition(() => hasNews, PAUSED_LOOK);
    if (next === 'waiting') await sleep(WAIT);
    if (workflowInfo().continueAsNewSuggested) break;
  }
  return continueAsNew<typeof batch>(input);
}
