import type { WorkflowHandle } from '@temporalio/client';
import { lookAgain } from '../../src/batch.workflow.ts';
import type { ChunkDone } from '../../src/batch/batch-activities.ts';
import type { ImportStep } from '../../src/import/ready-job.ts';
import type { RunStep } from '../../src/validation/validation-activities.ts';
import { newId } from './caller.ts';
import { scripted, type Scripted } from './scripted.ts';
import type { TemporalEnv } from './temporal.ts';
import { until } from './until.ts';

/** A workflow that was led through a life, and its runs in their order. */
export interface RunLife {
  readonly workflowId: string;
  readonly runIds: readonly string[];
}
type Life = (env: TemporalEnv) => Promise<RunLife>;

/** Events after which the server of the long lives suggests to continue as new. */
export const LONG_AFTER = 30;

/** What batches, imports and validation runs go through. A retry and an undo are batches of their own. */
export const RUN_LIVES: Readonly<Record<string, Life>> = {
  'batch-paused': pausedBatch,
  'import-paused': pausedImport,
  'validation-paused': pausedValidation,
  'validation-cancelled': cancelledValidation,
  'validation-ended-by-operator': endedValidation,
};
/** For a server that suggests to continue as new after LONG_AFTER events. */
export const LONG_LIVES: Readonly<Record<string, Life>> = {
  'batch-continue-as-new': longBatch,
  'import-continue-as-new': longImport,
  'validation-continue-as-new': longValidation,
};

async function pausedBatch(env: TemporalEnv): Promise<RunLife> {
  const step = scripted<ChunkDone>({ next: 'more', done: 1, total: 9 });
  const worker = await env.startWorker({ applyNextRows: step.call });
  step.fails = true;
  const batchId = newId();
  const handle = await start(env, 'batch', `batch/${batchId}`, { batchId }, 'lookAgain');
  await called(step, 4);
  await answered(step, { next: 'paused', done: 2, total: 9 });
  step.answer = { next: 'waiting', done: 2, total: 9 };
  await handle.signal(lookAgain);
  await called(step, step.calls + 2);
  await answered(step, { next: 'paused', done: 3, total: 9 });
  step.answer = { next: 'ended', done: 9, total: 9 };
  await handle.signal(lookAgain);
  return await over(handle, worker);
}

async function pausedImport(env: TemporalEnv): Promise<RunLife> {
  const step = scripted<ImportStep>('more');
  const worker = await env.startWorker({ importChunk: step.call });
  step.fails = true;
  const importId = newId();
  const handle = await start(env, 'import', `import/${importId}`, { importId }, 'changed');
  await called(step, 4);
  await answered(step, 'paused');
  step.answer = 'more';
  await handle.signal('changed');
  await called(step, step.calls + 2);
  // Cancelled while it is paused: the chunk that finds it so ends it.
  await answered(step, 'paused');
  step.answer = 'over';
  await handle.signal('changed');
  return await over(handle, worker);
}

const RUNNING: RunStep = {
  ...{ state: 'running', total: 9, done: 1, failed: 0, pending: 8, waitMs: 0 },
};

/** Paused and resumed from the command line, kept waiting by other runs, to its end. */
async function pausedValidation(env: TemporalEnv): Promise<RunLife> {
  const { chunk, steer, worker, handle } = await startedValidation(env, 'resume');
  await called(chunk, 3);
  chunk.answer = { ...RUNNING, state: 'paused' };
  await handle.signal('pause');
  await called(steer, 2);
  await called(chunk, chunk.calls + 1);
  chunk.answer = { ...RUNNING, waitMs: 300 };
  await handle.signal('resume');
  await called(steer, 3);
  await called(chunk, chunk.calls + 2);
  chunk.answer = { ...RUNNING, state: 'completed', done: 9, pending: 0 };
  return await over(handle, worker);
}

/** A retry that is cancelled. */
async function cancelledValidation(env: TemporalEnv): Promise<RunLife> {
  const { chunk, steer, worker, handle } = await startedValidation(env, 'retry');
  await called(chunk, 2);
  chunk.answer = { ...RUNNING, state: 'cancelled' };
  await handle.signal('cancel');
  await called(steer, 2);
  return await over(handle, worker);
}

/** An operator cancels the workflow itself. */
async function endedValidation(env: TemporalEnv): Promise<RunLife> {
  const { chunk, worker, handle } = await startedValidation(env, 'resume');
  await called(chunk, 2);
  chunk.answer = { ...RUNNING, state: 'paused' };
  await handle.signal('pause');
  await called(chunk, chunk.calls + 1);
  chunk.answer = { ...RUNNING, state: 'cancelled' };
  await handle.cancel();
  return await over(handle, worker);
}

async function startedValidation(env: TemporalEnv, signal: string) {
  const chunk = scripted<RunStep>(RUNNING);
  const steer = scripted<void>(undefined);
  const worker = await env.startWorker({ validateChunk: chunk.call, steerRun: steer.call });
  const runId = newId();
  const handle = await start(env, 'validation', `validation/${runId}`, { runId }, signal);
  return { chunk, steer, worker, handle };
}

async function longBatch(env: TemporalEnv): Promise<RunLife> {
  const step = scripted<ChunkDone>({ next: 'more', done: 1, total: 9 });
  const worker = await env.startWorker({ applyNextRows: step.call });
  const batchId = newId();
  const handle = await start(env, 'batch', `batch/${batchId}`, { batchId }, 'lookAgain');
  const runIds = await newRun(handle);
  step.answer = { next: 'ended', done: 9, total: 9 };
  return await over(handle, worker, runIds);
}

async function longImport(env: TemporalEnv): Promise<RunLife> {
  const step = scripted<ImportStep>('more');
  const worker = await env.startWorker({ importChunk: step.call });
  const importId = newId();
  const handle = await start(env, 'import', `import/${importId}`, { importId }, 'changed');
  const runIds = await newRun(handle);
  step.answer = 'over';
  return await over(handle, worker, runIds);
}

async function longValidation(env: TemporalEnv): Promise<RunLife> {
  const { chunk, worker, handle } = await startedValidation(env, 'resume');
  const runIds = await newRun(handle);
  chunk.answer = { ...RUNNING, state: 'completed', done: 9, pending: 0 };
  return await over(handle, worker, runIds);
}

/** As the server starts and tells all three: a signal that starts what does not run. */
async function start(
  env: TemporalEnv,
  type: string,
  workflowId: string,
  input: object,
  signal: string,
): Promise<WorkflowHandle> {
  const args: [object] = [input];
  await env.client.workflow.signalWithStart(type, {
    ...{ workflowId, taskQueue: env.taskQueue, args, signal, signalArgs: [] },
    workflowTaskTimeout: '3s',
  });
  return env.client.workflow.getHandle(workflowId);
}

const called = <T>(script: Scripted<T>, times: number) =>
  until(`it is called ${times} times`, () => script.calls >= times);

/** The next call answers so, and the workflow has heard it. */
async function answered<T>(script: Scripted<T>, answer: T): Promise<void> {
  script.answer = answer;
  await called(script, script.calls + 1);
}

/** Waits for a continue-as-new; both runs. */
async function newRun(handle: WorkflowHandle): Promise<readonly string[]> {
  const { runId } = await handle.describe();
  return await until('it continued as new', async () => {
    const { runId: next } = await handle.describe();
    return next !== runId && [runId, next];
  });
}

async function over(
  handle: WorkflowHandle,
  worker: { readonly stop: () => Promise<void> },
  runIds?: readonly string[],
): Promise<RunLife> {
  const { runId } = await handle.describe();
  await handle.result().catch((error: unknown) => {
    // Whom an operator cancels ends so.
    if (!(error instanceof Error && error.name === 'WorkflowFailedError')) throw error;
  });
  await worker.stop();
  return { workflowId: handle.workflowId, runIds: runIds ?? [runId] };
}
