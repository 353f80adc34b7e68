import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { ImportActivities } from './import/import-activities.ts';
import { importWorkflowId } from './import/import-names.ts';

/** Somebody paused, resumed or cancelled it: the import is looked at again. */
export const importChanged = defineSignal<[]>('changed');

/** Retried for ever: an import waits for its database, and goes on where it was. */
const RETRY = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' } as const;
const asked = proxyActivities<ImportActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '8s',
  retry: RETRY,
});

/** A signal may get lost where Temporal was away when it was sent. */
const LOOK_AGAIN = '1 minute';
/** Chunks until the history is handed on, whatever the server suggests. */
const CHUNKS = 300;

/** One file, from its start to its end. All that it is about is in Postgres: this keeps it going. */
export async function importFile({ importId }: { readonly importId: string }): Promise<void> {
  if (workflowInfo().workflowId !== importWorkflowId(importId))
    throw ApplicationFailure.nonRetryable('The input is of another import than the id.');
  let isChanged = false;
  setHandler(importChanged, () => void (isChanged = true), {
    description: 'It was paused, resumed or cancelled: looks at it again',
  });
  for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
    isChanged = false;
    const step = await asked.importChunk({ importId });
    if (step === 'over') return;
    if (step === 'paused') await condition(() => isChanged, LOOK_AGAIN);
    if (workflowInfo().continueAsNewSuggested) break;
  }
  await continueAsNew<typeof importFile>({ importId });
}
