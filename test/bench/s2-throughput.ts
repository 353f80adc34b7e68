import { signIn, type Api } from '../harness/api.ts';
import { makeCampaign, makeCollaboration } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack, type StackAddress } from '../harness/stack.ts';
import { inParallel } from '../harness/wait.ts';
import { startBare, type Bare } from './bare-workflows.ts';
import { median, type Figure } from './figures.ts';

const ROUNDS = 5;
const CHANGES = 600;
const COLLABORATIONS = 200;
const AT_ONCE = 16;

/**
 * S2: status changes a second over the whole HTTP path, against bare Updates of a workflow that does nothing. Both
 * are measured in turns in one run, so that what else the machine does weighs on both.
 */
export async function throughput(): Promise<Figure[]> {
  const stack = await startStack();
  const bare = await startBare(stack, COLLABORATIONS);
  try {
    const { api, ids } = await prepared(stack);
    await changesPerSecond(api, ids, 0);
    await updatesPerSecond(bare);
    const changes: number[] = [];
    const updates: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      updates.push(await updatesPerSecond(bare));
      changes.push(await changesPerSecond(api, ids, round));
    }
    const ratios = changes.map((value, index) => value / (updates[index] ?? Number.NaN));
    return [
      { id: 'S2', what: 'changes, 16 at once, over HTTP', value: median(changes), unit: '/s' },
      { id: 'S2', what: 'bare Updates, 16 at once', value: median(updates), unit: '/s' },
      {
        id: 'S2',
        what: 'changes against bare Updates',
        value: median(ratios),
        unit: '×',
        target: { atLeast: 0.7 },
      },
    ];
  } finally {
    await bare.stop();
    await stack.stop();
  }
}

async function prepared(stack: StackAddress): Promise<{ api: Api; ids: string[] }> {
  const api = await signIn(stack.url, emailOf('member'), PASSWORD);
  const campaign = await makeCampaign(await signIn(stack.url, emailOf('owner'), PASSWORD));
  const ids = await inParallel(Array.from({ length: COLLABORATIONS }), 8, async () => {
    const made = await makeCollaboration(api, { campaignId: campaign.id });
    return made.id;
  });
  return { api, ids };
}

/** Every change is a real one: each collaboration goes back and forth between two statuses. */
async function changesPerSecond(api: Api, ids: readonly string[], round: number): Promise<number> {
  const turns = Array.from({ length: CHANGES }, (_, index) => index);
  const began = performance.now();
  await inParallel(turns, AT_ONCE, async (index) => {
    const id = ids[index % ids.length] ?? '';
    const to =
      (Math.floor(index / ids.length) + round * (CHANGES / ids.length)) % 2 === 0
        ? 'Negotiating'
        : 'Fulfilling';
    const answer = await api.post<{ event: unknown }>(`/api/collaborations/${id}/status`, { to });
    if (answer.status !== 200 || answer.body.event === null) {
      throw new Error(`a change was not made: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  });
  return CHANGES / ((performance.now() - began) / 1000);
}

async function updatesPerSecond(bare: Bare): Promise<number> {
  const turns = Array.from({ length: CHANGES }, (_, index) => index);
  const began = performance.now();
  await inParallel(turns, AT_ONCE, (index) => bare.update(index));
  return CHANGES / ((performance.now() - began) / 1000);
}
