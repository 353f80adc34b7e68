import type { EventView } from '@parley/domain/view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import { expectConsistent } from '../harness/consistency.ts';
import { makeCampaign, makeCollaboration, timeline } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { persist, type Persisted } from '../harness/persistent.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { inParallel, until } from '../harness/wait.ts';

const COUNT = 200;
const LIMIT_MS = 150_000;
let stack: Stack;
let api: Api;
let ids: string[];

beforeAll(async () => {
  stack = await startStack();
  api = await signIn(stack.url, emailOf('owner'), PASSWORD);
  const { id: campaignId } = await makeCampaign(api);
  const made = await inParallel(
    Array.from({ length: 20 }, (_, index) => index),
    4,
    () => makeCollaboration(api, { campaignId }),
  );
  ids = made.map(({ id }) => id);
});
afterAll(() => stack.stop());

/** 200 notes and payments, 16 at once, and a crash each time `crashAt` more of them are answered. */
async function changesDuring(
  word: string,
  crashAt: readonly number[],
  crash: () => Promise<void>,
): Promise<Persisted[]> {
  let done = 0;
  let isOver = false;
  const crashes = (async () => {
    for (const count of crashAt) {
      await until('the moment to crash', () => done >= count || isOver, LIMIT_MS);
      if (!isOver) await crash();
    }
  })();
  const numbers = Array.from({ length: COUNT }, (_, index) => index);
  const outcomes = await inParallel(numbers, 16, async (index) => {
    const path = `/api/collaborations/${ids[index % ids.length]}`;
    const isNote = index % 2 === 0;
    const outcome = isNote
      ? await persist(api, `${path}/notes`, { text: `${word} ${index}` })
      : await persist(api, `${path}/payments`, {
          amountCents: index,
          currency: 'EUR',
          reference: `${word} ${index}`,
        });
    done += 1;
    return outcome;
  });
  isOver = true;
  await crashes;
  return outcomes;
}

async function expectEachOnce(word: string, outcomes: readonly Persisted[]): Promise<void> {
  expect(outcomes.map(({ state }) => state)).toEqual(outcomes.map(() => 'applied'));
  const events: EventView[][] = await inParallel(ids, 4, (id) => timeline(api, id));
  const found = events.flat().flatMap(({ data }) => {
    const text = 'text' in data ? data.text : 'reference' in data ? data.reference : null;
    return text?.startsWith(`${word} `) ? [text] : [];
  });
  const wanted = outcomes.map((_, index) => `${word} ${index}`);
  expect(found.toSorted()).toEqual(wanted.toSorted());
  for (const [index, { version }] of outcomes.entries()) {
    if (version === null) continue;
    const event = events[index % ids.length]?.find(({ seq }) => seq === version);
    expect(JSON.stringify(event?.data)).toContain(`"${word} ${index}"`);
  }
}

describe('200 changes while a part of the product is killed', () => {
  it(
    'the worker, twice: all are there exactly once, and nobody was told otherwise',
    { timeout: LIMIT_MS },
    async () => {
      const outcomes = await changesDuring('worker', [50, 120], async () => {
        await stack.worker.kill9();
        await stack.worker.start();
      });
      for (const { statuses } of outcomes)
        expect(statuses.filter((status) => status !== 200 && status !== 202)).toEqual([]);
      await expectEachOnce('worker', outcomes);
      await expectConsistent(stack);
    },
  );

  it(
    'the server, twice: what was answered holds, what was asked again took effect once',
    { timeout: LIMIT_MS },
    async () => {
      const outcomes = await changesDuring('server', [50, 120], async () => {
        await stack.server.kill9();
        await stack.server.start();
      });
      expect(outcomes.some(({ statuses }) => statuses.includes(0))).toBe(true);
      await expectEachOnce('server', outcomes);
      await expectConsistent(stack);
    },
  );
});
