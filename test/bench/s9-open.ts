import { setTimeout as pause } from 'node:timers/promises';
import { signIn, type Api } from '../harness/api.ts';
import { makeCampaign, makeCollaboration } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import { inParallel } from '../harness/wait.ts';
import { median, quantile, type Figure } from './figures.ts';
import { memoryOf } from './memory.ts';

const OPEN = 10_000;
const AT_ONCE = 16;
/** Collaborations with a history, asleep because their worker is a new one. */
const SLEEPING = 12;
const CHANGES = 50;
/** Temporal waits so long for the worker that is gone before it gives its workflows to others at once. */
const FORGET_MS = 11_000;

/** S9: many open collaborations: how fast they are made, what the worker holds, how fast a sleeping one answers. */
export async function manyOpen(): Promise<Figure[]> {
  const stack = await startStack();
  try {
    const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
    const { id: campaignId } = await makeCampaign(api);
    const sleeping = await inParallel(Array.from({ length: SLEEPING }), 4, () =>
      withHistory(api, campaignId),
    );
    const began = performance.now();
    let most = 0;
    await inParallel(Array.from({ length: OPEN }), AT_ONCE, async (_, index) => {
      await makeCollaboration(api, { campaignId });
      if (index % 200 === 0) most = Math.max(most, memoryOf(stack.worker));
    });
    const minutes = (performance.now() - began) / 60_000;
    await stack.worker.stop();
    await stack.worker.start();
    await pause(FORGET_MS);
    const woken: number[] = [];
    for (const id of sleeping) woken.push(await noted(api, id, 'Good morning'));
    return [
      { id: 'S9', what: '10,000 made', value: minutes, unit: 'min', target: { atMost: 3 } },
      { id: 'S9', what: 'the worker at most', value: most, unit: 'MiB', target: { atMost: 1_024 } },
      figure('a sleeping one with 50 changes answers, p50', median(woken)),
      figure('the slowest of 12', quantile(woken, 1)),
    ];
  } finally {
    await stack.stop();
  }
}

function figure(what: string, value: number): Figure {
  return { id: 'S9', what, value, unit: 'ms', target: { atMost: 150 } };
}

async function withHistory(api: Api, campaignId: string): Promise<string> {
  const { id } = await makeCollaboration(api, { campaignId });
  // One less: at the fiftieth change its workflow would go on as a new one, with nothing to replay.
  for (let change = 1; change < CHANGES; change += 1) await noted(api, id, `Change ${change}`);
  return id;
}

async function noted(api: Api, id: string, text: string): Promise<number> {
  const began = performance.now();
  const answer = await api.post(`/api/collaborations/${id}/notes`, { text });
  if (answer.status !== 200) throw new Error(`a note was answered ${answer.status}`);
  return performance.now() - began;
}
