import { readdir, readFile } from 'node:fs/promises';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { workflowBundle } from '../src/worker/workflow-bundle.ts';
import { LIFE } from './env/bodies.ts';
import { Caller } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { LONG_LIVES, RUN_LIVES } from './env/run-lives.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

const FOLDER = new URL('./histories/', import.meta.url);
const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
const KINDS = [
  ...['every-change', 'continue-as-new-1', 'continue-as-new-2', 'reminders'],
  ...['tagged-later-1', 'tagged-later-2'],
  ...Object.keys(RUN_LIVES),
  ...Object.keys(LONG_LIVES).flatMap((name) => [`${name}-1`, `${name}-2`]),
];
const started = z.looseObject({
  workflowExecutionStartedEventAttributes: z.looseObject({ workflowId: z.string() }),
});
const historySchema = z.looseObject({ events: z.tuple([started], z.unknown()) });

let env: TemporalEnv;
beforeAll(async () => {
  env = await startTemporalEnv();
});
afterAll(() => env.stop());

async function readHistory(name: string) {
  const history = historySchema.parse(JSON.parse(await readFile(new URL(name, FOLDER), 'utf8')));
  const [first] = history.events;
  return { history, workflowId: first.workflowExecutionStartedEventAttributes.workflowId };
}

describe('histories of every released shape replay on the present code', () => {
  test('there are some of each kind', () => {
    for (const kind of KINDS) {
      expect(names.some((name) => name.endsWith(`-${kind}.json`))).toBe(true);
    }
  });

  test.each(names)('%s', async (name) => {
    const { history, workflowId } = await readHistory(name);
    const workflowBundleOf = await workflowBundle();
    await Worker.runReplayHistory({ workflowBundle: workflowBundleOf }, history, workflowId);
  });

  test('and one that the code would not have written does not', async () => {
    const { history, workflowId } = await readHistory('v1-reminders.json');
    const text = JSON.stringify(history).replaceAll('"reminderDue"', '"somethingElse"');
    const changed: unknown = JSON.parse(text);
    const replay = Worker.runReplayHistory(
      { workflowBundle: await workflowBundle() },
      changed,
      workflowId,
    );
    await expect(replay).rejects.toThrow(/nondeterminism/i);
  });
});

test('a worker that forgets everything after each task decides the same', async () => {
  const read = new RecordingActivities();
  const worker = await env.startWorker(read, { maxCachedWorkflows: 0 });
  const caller = new Caller(env, read);
  await caller.create();
  for (const [name, body] of LIFE) {
    const version = read.version(caller.id);
    if (version % 2 === 0) await caller.change(name, body(version));
    else await caller.signal(name, body(version));
    await until(`${name} is projected`, () => read.version(caller.id) === version + 1);
  }
  expect(await caller.handle.query('state')).toEqual(read.rows.get(caller.id)?.state);
  await worker.stop();
});
