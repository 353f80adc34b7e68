import { signIn, type Api } from '../harness/api.ts';
import { connectLive, type Live } from '../harness/live.ts';
import { change, makeCampaign, makeCollaboration } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import { median, quantile, type Figure } from './figures.ts';

const ROUNDS = 5;
const CHANGES = 100;
const COLLABORATIONS = 20;

/** S1: from A's click on a status until `change` is at B's socket, and until A is answered; nothing else going on. */
export async function propagation(): Promise<Figure[]> {
  const stack = await startStack();
  try {
    const a = await signIn(stack.url, emailOf('member'), PASSWORD);
    const b = await signIn(stack.url, emailOf('member2'), PASSWORD);
    const campaign = await makeCampaign(await signIn(stack.url, emailOf('owner'), PASSWORD));
    const ids: string[] = [];
    for (let made = 0; made < COLLABORATIONS; made += 1) {
      ids.push((await makeCollaboration(a, { campaignId: campaign.id })).id);
    }
    const live = await connectLive(b);
    await live.sync(null);
    await round(a, live, ids, 0);
    const rounds: Round[] = [];
    for (let count = 1; count <= ROUNDS; count += 1) rounds.push(await round(a, live, ids, count));
    live.close();
    return figuresOf(rounds);
  } finally {
    await stack.stop();
  }
}

interface Round {
  readonly seenMs: number[];
  readonly answeredMs: number[];
}

async function round(a: Api, live: Live, ids: readonly string[], count: number): Promise<Round> {
  const seenMs: number[] = [];
  const answeredMs: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const id = ids[index % ids.length] ?? '';
    const turn = Math.floor(index / ids.length) + count;
    const to = turn % 2 === 0 ? 'Negotiating' : 'Fulfilling';
    const began = performance.now();
    const seen = arrival(live, id, to);
    await change(a, id, 'status', { to });
    answeredMs.push(performance.now() - began);
    seenMs.push((await seen) - began);
  }
  return { seenMs, answeredMs };
}

/** The instant at which the socket gets this move, taken when it arrives. */
function arrival(live: Live, id: string, to: string): Promise<number> {
  return new Promise((resolve) => {
    const listen = (message: { collaborationId?: string; collaboration?: { status: string } }) => {
      if (message.collaborationId !== id || message.collaboration?.status !== to) return;
      live.socket.off('change', listen);
      resolve(performance.now());
    };
    live.socket.on('change', listen);
  });
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const over = (pick: (one: Round) => readonly number[], share: number) =>
    median(rounds.map((one) => quantile(pick(one), share)));
  return [
    {
      id: 'S1',
      what: 'status change seen at another socket, p50',
      value: over((one) => one.seenMs, 0.5),
      unit: 'ms',
      target: { atMost: 20 },
    },
    {
      id: 'S1',
      what: 'status change seen at another socket, p95',
      value: over((one) => one.seenMs, 0.95),
      unit: 'ms',
      target: { atMost: 40 },
    },
    {
      id: 'S1',
      what: 'status change answered, p50',
      value: over((one) => one.answeredMs, 0.5),
      unit: 'ms',
    },
    {
      id: 'S1',
      what: 'status change answered, p95',
      value: over((one) => one.answeredMs, 0.95),
      unit: 'ms',
    },
  ];
}
