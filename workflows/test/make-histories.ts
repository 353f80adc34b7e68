/**
 * Writes the histories that replay.wf.test.ts replays, from a real Temporal server. Run it when the shape of a life
 * changes on purpose: `node workflows/test/make-histories.ts [name …]` with TEST_TEMPORAL_ADDRESS or `temporal` on
 * PATH. A history that a release has run stays in the folder under its version, or workflows of that release could
 * break.
 */
import { writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { newCollaboration } from '../src/collaboration/carried.schema.ts';
import { DEFAULT_POLICY } from '../src/collaboration/policy.schema.ts';
import { LIFE } from './env/bodies.ts';
import { Caller } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { LONG_AFTER, LONG_LIVES, RUN_LIVES, type RunLife } from './env/run-lives.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

const FOLDER = new URL('./histories/', import.meta.url);
/** v1: before tags of outcomes. */
const VERSION = 'v2';
/** Names of the lives to write, as `every-change`; without any: all. */
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

const env = await startTemporalEnv();
try {
  if (isWanted('every-change')) await everyChange(env);
  if (isWanted('continue-as-new')) await newRun(env);
  if (isWanted('reminders')) await reminded(env);
  if (isWanted('tagged-later')) await taggedLater(env);
  for (const [name, life] of Object.entries(RUN_LIVES))
    if (isWanted(name)) await saveRuns(env, name, await life(env));
} finally {
  await env.stop();
}
if (Object.keys(LONG_LIVES).some(isWanted)) await makeLong();

/** The runs around a continue-as-new, which a server suggests that finds histories long early. */
async function makeLong(): Promise<void> {
  const impatient = await startTemporalEnv({ longAfter: LONG_AFTER });
  try {
    for (const [name, life] of Object.entries(LONG_LIVES))
      if (isWanted(name)) await saveRuns(impatient, name, await life(impatient));
  } finally {
    await impatient.stop();
  }
}

/** Every change as an update and as a signal, bad messages among them, to its completion. */
async function everyChange(temporal: TemporalEnv): Promise<void> {
  const read = new RecordingActivities();
  const worker = await temporal.startWorker(read);
  const caller = new Caller(temporal, read);
  const policy = { ...DEFAULT_POLICY, completeAfterMs: 1_000 };
  await caller.create({ ...newCollaboration(caller.id), policy });
  for (const [name, body] of LIFE) await caller.change(name, body(read.version(caller.id)));
  await caller.signal('changeStatus', { to: 'Nonsense' });
  await caller.signal('noSuchSignal');
  await caller.update('updateDelivery', { status: 'Exception' });
  for (const [name, body] of LIFE) {
    const { length } = read.outcomes;
    await caller.signal(name, body(read.version(caller.id)));
    await until('its outcome is there', () => read.outcomes.length > length);
  }
  await caller.change('changeStatus', { to: 'Completed' });
  await caller.handle.result();
  await worker.stop();
  await save(caller, 'every-change');
}

/** Both runs around a continue-as-new after 50 changes. */
async function newRun(temporal: TemporalEnv): Promise<void> {
  const read = new RecordingActivities();
  const worker = await temporal.startWorker(read);
  const caller = new Caller(temporal, read);
  await caller.create();
  const { runId, startTime } = await caller.handle.describe();
  for (let n = 1; n < 49; n += 1) {
    if (n % 10 === 0) await caller.signal('addNote', { text: `note ${n}` });
    else await caller.change('addNote', { text: `note ${n}` });
  }
  await until('the run may end', () => Date.now() - startTime.getTime() > 5_500);
  for (let n = 49; n < 53; n += 1) await caller.change('addNote', { text: `note ${n}` });
  await until('it continued as new', async () => (await caller.handle.describe()).runId !== runId);
  await caller.signal('changeStatus', { to: 'Negotiating' });
  const version = read.version(caller.id);
  await until('it is projected', () => read.version(caller.id) > version);
  await caller.handle.terminate('it is written down');
  await worker.stop();
  await save(caller, 'continue-as-new-1', runId);
  await save(caller, 'continue-as-new-2');
}

/** Two reminders, a rest, changed settings. */
async function reminded(temporal: TemporalEnv): Promise<void> {
  const read = new RecordingActivities();
  const worker = await temporal.startWorker(read);
  const caller = new Caller(temporal, read);
  const negotiation = { enabled: true, afterMs: 500, repeatMs: 1_500, escalateAfter: 1 };
  const policy = { ...DEFAULT_POLICY, reminders: { negotiation } };
  read.settings = { policy, rest: null };
  await caller.create({ ...newCollaboration(caller.id), policy });
  await caller.change('changeStatus', { to: 'Negotiating' });
  await until('the first is sent', () => read.version(caller.id) === 3);
  const aMomentAhead = new Date(Date.now() + 4_000).toISOString();
  read.settings = { policy, rest: { until: aMomentAhead, because: 'campaign' } };
  await until('it rests', () => read.asked > 1);
  read.settings = { policy, rest: null };
  await caller.signal('settingsChanged');
  await until('the second is sent', () => read.version(caller.id) === 4);
  await caller.change('changeStatus', { to: 'Fulfilling' });
  await caller.handle.terminate('it is written down');
  await worker.stop();
  await save(caller, 'reminders');
}

/** The tag of the outcome cannot be given before the run ends: the next one gives it. */
async function taggedLater(temporal: TemporalEnv): Promise<void> {
  const read = new RecordingActivities();
  read.isTaggingDown = true;
  const worker = await temporal.startWorker(read);
  const caller = new Caller(temporal, read);
  await caller.create();
  const { runId } = await caller.handle.describe();
  await caller.change('changeStatus', { to: 'Completed' });
  await until('it was tried', () => read.taggingTries > 0);
  await caller.signal('upgrade');
  await until('it continued as new', async () => (await caller.handle.describe()).runId !== runId);
  read.isTaggingDown = false;
  await until('it is tagged', () => read.tagged.length > 0);
  await caller.change('addNote', { text: 'afterwards' });
  await caller.handle.terminate('it is written down');
  await worker.stop();
  await save(caller, 'tagged-later-1', runId);
  await save(caller, 'tagged-later-2');
}

async function save(caller: Caller, name: string, runId?: string): Promise<void> {
  await write(caller.env, `collaboration/${caller.id}`, name, runId);
}

async function saveRuns(temporal: TemporalEnv, name: string, life: RunLife): Promise<void> {
  const { workflowId, runIds } = life;
  for (const [index, runId] of runIds.entries())
    await write(temporal, workflowId, runIds.length === 1 ? name : `${name}-${index + 1}`, runId);
}

async function write(
  temporal: TemporalEnv,
  workflowId: string,
  name: string,
  runId?: string,
): Promise<void> {
  const history = await temporal.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const compact = JSON.stringify(JSON.parse(historyToJSON(history)));
  await writeFile(new URL(`${VERSION}-${name}.json`, FOLDER), `${compact}\n`);
  console.log(`${name}: ${history.events?.length} events`);
}
