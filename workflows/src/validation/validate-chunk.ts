import type { Sql } from '../projection/postgres.ts';
import { announce } from '../projection/store-changes.ts';
import { type Judge, ModelUnusable, type Verdict, type Wanted } from './judge.ts';
import { OutcomeBuffer } from './outcome-buffer.ts';
import { type PendingItem, readPending } from './read-profiles.ts';
import { endRun, readRun, readStep, type RunRow } from './run-row.ts';
import { GONE, storeVerdicts } from './store-verdicts.ts';
import type { RunStep } from './validation-activities.ts';

/** Creators judged by one activity: about 20 s of a model's at the default rate, a moment of rules. */
const CHUNK = { model: 40, rules: 1_000 };
/** Outcomes are stored, and told to who watches, at most so often per run. */
const STORE = { everyMs: 500, most: 250 };
/** How soon a wait for the model ends after the run was paused or cancelled. */
const LOOK_MS = 500;

export interface ChunkDeps {
  readonly sql: Sql;
  readonly judgeFor: (criteria: string) => Judge;
}

/** Judges the next pending creators of a run and stores each outcome once; ends the run when none are left. */
export async function validateChunk(
  { sql, judgeFor }: ChunkDeps,
  runId: string,
  signal: AbortSignal,
): Promise<RunStep> {
  const run = await readRun(sql, runId);
  if (run?.state === 'cancelling') await end(sql, run, { state: 'cancelled' });
  if (run?.state === 'running') {
    const judge = judgeFor(run.criteria);
    const items = await readPending(sql, runId, judge.model === null ? CHUNK.rules : CHUNK.model);
    try {
      await judgeAll(sql, { run, judge, items, signal });
      if ((await readStep(sql, runId)).pending === 0) await end(sql, run, { state: 'completed' });
    } catch (error) {
      if (!(error instanceof ModelUnusable)) throw error;
      await end(sql, run, { state: 'failed', detail: error.message });
    }
  }
  return await readStep(sql, runId);
}

async function end(sql: Sql, run: RunRow, how: Parameters<typeof endRun>[2]): Promise<void> {
  await sql.begin(async (transaction) => {
    if (await endRun(transaction, run, how))
      await announce(transaction, { kind: 'validator', id: run.validatorId });
  });
}

interface Work {
  readonly run: RunRow;
  readonly judge: Judge;
  readonly items: readonly PendingItem[];
  readonly signal: AbortSignal;
}

/** What was judged is stored also when the work is aborted or the model turns out to be unusable. */
async function judgeAll(sql: Sql, { run, judge, items, signal }: Work): Promise<void> {
  const stopping = new AbortController();
  const until = AbortSignal.any([signal, stopping.signal]);
  const wanted = new StillWanted(sql, run.id);
  const store = async (judged: Parameters<typeof storeVerdicts>[3]) => {
    await storeVerdicts(sql, run, judge.model, judged);
    // Somebody paused or cancelled it: nothing further is begun, what is under way is finished.
    await wanted.isSo();
  };
  const buffer = new OutcomeBuffer(store, STORE);
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) {
      if (wanted.no.aborted) return;
      const verdict = await verdictOn(judge, item, until, wanted);
      if (verdict !== null) await buffer.add({ item, verdict });
    }
  };
  const workers = Array.from({ length: judge.atOnce }, () =>
    worker().catch((error: unknown) => {
      stopping.abort(error);
      throw error;
    }),
  );
  const looking = setInterval(() => void wanted.isSo().catch(() => undefined), LOOK_MS);
  const ended = await Promise.allSettled(workers).finally(() => clearInterval(looking));
  await buffer.flush();
  const failed = ended.find((one) => one.status === 'rejected');
  signal.throwIfAborted();
  if (failed) throw stopping.signal.reason;
}

/** Whether a run is still running; once it was not, this work on it is over. */
class StillWanted implements Wanted {
  readonly #sql: Sql;
  readonly #runId: string;
  readonly #not = new AbortController();

  constructor(sql: Sql, runId: string) {
    this.#sql = sql;
    this.#runId = runId;
  }

  get no(): AbortSignal {
    return this.#not.signal;
  }

  async isSo(): Promise<boolean> {
    if ((await readRun(this.#sql, this.#runId))?.state !== 'running') this.#not.abort();
    return !this.no.aborted;
  }
}

async function verdictOn(
  judge: Judge,
  { profile }: PendingItem,
  signal: AbortSignal,
  wanted: Wanted,
): Promise<Verdict | null> {
  if (profile === null) return GONE;
  return await judge.judge(profile, signal, wanted);
}
