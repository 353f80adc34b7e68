import type { BatchView } from '@parley/domain/batch-view';
import type { Status } from '@parley/domain/statuses';
import { signIn, type Api } from '../harness/api.ts';
import { endOf, startBatch } from '../harness/batches.ts';
import { makeCampaign, makeCollaboration } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { inParallel } from '../harness/wait.ts';
import { median, quantile, type Figure } from './figures.ts';

const ROWS = 1_000;
/** Collaborations beside the batch, changed one after the other while it runs. */
const BESIDE = 20;
const WARM_ROUNDS = 3;

/**
 * S3: a batch of 1,000 statuses, from the request to the last outcome; warm, then with a new worker that has nothing
 * cached, then with one whose forerunner was killed. Meanwhile single changes of other collaborations are made, one at a time.
 */
export async function batches(): Promise<Figure[]> {
  const stack = await startStack();
  try {
    const world = await prepared(stack);
    await timed(world, 'Negotiating');
    const warm: number[] = [];
    const beside: number[] = [];
    for (let round = 0; round < WARM_ROUNDS; round += 1) {
      const measured = await timed(world, round % 2 === 0 ? 'Fulfilling' : 'Negotiating');
      warm.push(measured.seconds);
      beside.push(...measured.singleMs);
    }
    await stack.worker.stop();
    await stack.worker.start();
    const cold = await timed(world, 'Pending');
    await stack.worker.kill9();
    await stack.worker.start();
    const killed = await timed(world, 'Negotiating');
    return [
      figure('batch of 1,000, warm', median(warm), 's', 8),
      figure('batch of 1,000, nothing cached', cold.seconds, 's', 20),
      figure('a single change meanwhile, p95', quantile(beside, 0.95), 'ms', 150),
      seen('the same beside the cold one', quantile(cold.singleMs, 0.95), 'ms'),
      // Temporal believes in a killed worker for ten seconds, and asks it first for a second each time.
      seen('batch of 1,000 right after the worker was killed', killed.seconds, 's'),
    ];
  } finally {
    await stack.stop();
  }
}

function figure(what: string, value: number, unit: Figure['unit'], atMost: number): Figure {
  return { id: 'S3', what, value, unit, target: { atMost } };
}

function seen(what: string, value: number, unit: Figure['unit']): Figure {
  return { id: 'S3', what, value, unit };
}

interface World {
  readonly api: Api;
  readonly ids: readonly string[];
  readonly beside: readonly string[];
}

async function prepared(stack: Stack): Promise<World> {
  const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
  const campaign = await makeCampaign(api);
  const ids = await inParallel(Array.from({ length: ROWS + BESIDE }), 8, async () => {
    const made = await makeCollaboration(api, { campaignId: campaign.id });
    return made.id;
  });
  return { api, ids: ids.slice(0, ROWS), beside: ids.slice(ROWS) };
}

async function timed(
  { api, ids, beside }: World,
  to: Status,
): Promise<{ seconds: number; singleMs: number[] }> {
  const singleMs: number[] = [];
  let hasEnded = false;
  const began = performance.now();
  const batch = await startBatch(api, { selection: { ids }, change: { kind: 'status', to } });
  const singles = (async () => {
    for (let index = 0; !hasEnded; index += 1)
      singleMs.push(await single(api, beside[index % beside.length] ?? '', index));
  })();
  const ended = await endOf(api, batch);
  const seconds = (performance.now() - began) / 1_000;
  hasEnded = true;
  await singles;
  requireApplied(ended);
  return { seconds, singleMs };
}

async function single(api: Api, id: string, index: number): Promise<number> {
  const began = performance.now();
  const answer = await api.post(`/api/collaborations/${id}/notes`, { text: `Beside ${index}` });
  if (answer.status !== 200) throw new Error(`a single change was not made: ${answer.status}`);
  return performance.now() - began;
}

function requireApplied({ applied, total }: BatchView): void {
  if (applied !== total) throw new Error(`only ${applied} of ${total} rows were changed`);
}
