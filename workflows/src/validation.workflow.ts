import { RUN_COMMANDS, type RunCommand } from '@parley/domain/validator-view';
import {
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { runInWords } from './validation/run-in-words.ts';
import type { RunId, RunStep, ValidationActivities } from './validation/validation-activities.ts';
import { VALIDATION_MEANING, validationSignals } from './validation/validation-messages.ts';

/** Chunks until the history is handed on, whatever the server suggests. */
const CHUNKS = 200;
const RETRY = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' } as const;

const { steerRun } = proxyActivities<ValidationActivities>({
  startToCloseTimeout: '20s',
  retry: RETRY,
});
/** A worker that was killed is missed after the heartbeat's time; what it stored is not done again. */
const { validateChunk } = proxyActivities<ValidationActivities>({
  startToCloseTimeout: '30m',
  heartbeatTimeout: '8s',
  retry: RETRY,
});

/**
 * One run of a validator over creators that were fixed when it was confirmed. Postgres holds who is still to be
 * judged; this decides when the next ones are, and ends when there are none, however often its worker is killed.
 */
export async function validation(run: RunId): Promise<void> {
  const asked: RunCommand[] = [];
  for (const command of RUN_COMMANDS)
    setHandler(validationSignals[command], () => void asked.push(command), {
      description: VALIDATION_MEANING[command],
    });
  try {
    await work(run, asked);
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => cancelled(run));
    throw error;
  }
}

async function work(run: RunId, asked: RunCommand[]): Promise<void> {
  for (let chunks = 0; ; chunks += 1) {
    for (let command = asked.shift(); command; command = asked.shift())
      await steerRun({ ...run, command });
    // Somebody who signals all the time must not keep the history from being handed on.
    if (chunks > 0 && isLong(chunks) && patched('handed-on-after-signals'))
      return continueAsNew<typeof validation>(run);
    const step = await validateChunk(run);
    setCurrentDetails(runInWords(step));
    if (asked.length > 0) continue;
    if (isOver(step)) return;
    if (step.state === 'paused') await condition(() => asked.length > 0);
    else if (step.waitMs > 0) await sleep(step.waitMs);
    if (isLong(chunks) && asked.length === 0) return continueAsNew<typeof validation>(run);
  }
}

function isLong(chunks: number): boolean {
  return chunks >= CHUNKS || workflowInfo().continueAsNewSuggested;
}

/** An operator cancelled the workflow itself: the run must not look as if it went on. */
async function cancelled(run: RunId): Promise<void> {
  await steerRun({ ...run, command: 'cancel' });
  await validateChunk(run);
}

function isOver({ state }: RunStep): boolean {
  return state !== 'running' && state !== 'paused' && state !== 'cancelling';
}
