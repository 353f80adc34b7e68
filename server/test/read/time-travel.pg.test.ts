import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { readCollaboration, readView } from '../../src/read/collaboration-view.ts';
import { readTimeline } from '../../src/read/timeline.ts';
import {
  addCampaign,
  addCreator,
  addReader,
  collaborate,
  makeWorld,
  type Made,
  type World,
} from './world.ts';

let world: World;
let owner: Reader;
let made: Made;
beforeAll(async () => {
  world = await makeWorld('Europe/Berlin');
  owner = await addReader(world, 'owner');
  made = await collaborate(
    world,
    {
      campaignId: await addCampaign(world),
      creatorId: await addCreator(world),
      hoursAgo: 100,
      shipsProduct: true,
      terms: {
        deliverables: [{ type: 'Reel', quantity: 2, dueOn: '2026-01-31' }],
        conditions: 'None',
      },
    },
    { name: 'changeStatus', body: { to: 'Negotiating' }, hoursAgo: 90 },
    { name: 'addNote', body: { text: 'Answered by mail', contact: true }, hoursAgo: 80 },
    {
      name: 'editTerms',
      body: { compensation: { amountCents: 50_000, currency: 'EUR' }, conditions: null },
      hoursAgo: 70,
    },
    { name: 'updateDelivery', body: { status: 'In Transit', carrier: 'Post' }, hoursAgo: 60 },
    { name: 'changeStatus', body: { to: 'Fulfilling' }, hoursAgo: 50 },
    { name: 'recordPayment', body: { amountCents: 20_000, currency: 'EUR' }, hoursAgo: 40 },
    { name: 'deliverContent', body: { url: 'https://example.com/reel' }, hoursAgo: 30 },
    { name: 'changeStatus', body: { to: 'Cancelled', reason: 'Moved away' }, hoursAgo: 20 },
  );
});
afterAll(() => world.close());

const read = (moment: object) => readCollaboration(world.sql, owner, made.id, moment);

it('shows every version as the state was then', async () => {
  expect(made.states).toHaveLength(9);
  for (const state of made.states) {
    expect(await read({ version: state.version })).toEqual((await readView(world.sql, state)).view);
  }
  expect(await read({})).toEqual((await readView(world.sql, made.states[8] ?? never())).view);
});

it('shows an instant as the newest version not after it', async () => {
  for (const [index, event] of made.events.entries()) {
    const justBefore = new Date(Date.parse(event.at) - 1).toISOString();
    expect((await read({ at: event.at }))?.version).toBe(event.seq);
    expect((await read({ at: justBefore }))?.version).toBe(index === 0 ? undefined : index);
  }
});

it('is not there above the present version or before Created', async () => {
  expect(await read({ version: 10 })).toBeNull();
  expect(await read({ version: 0 })).toBeNull();
  expect(await read({ at: '2001-01-01T00:00:00.000Z' })).toBeNull();
  expect((await read({ at: '2999-01-01T00:00:00.000Z' }))?.version).toBe(9);
});

it("tells a day by the workspace's time zone", async () => {
  const view = await read({ version: 6 });
  expect(view?.attention).toContainEqual({
    code: 'DELIVERABLE_OVERDUE',
    since: '2026-01-31T23:00:00.000Z',
  });
});

it('pages the timeline, newest first', async () => {
  const whole = await readTimeline(world.sql, owner, made.id, { limit: 50 });
  expect(whole.items.map((event) => event.seq)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(whole).toMatchObject({ total: 9, nextCursor: null });
  expect(whole.items[0]).toEqual({
    ...made.events[8],
    actor: { kind: 'operator', id: null, name: 'Temporal operator' },
  });
  const first = await readTimeline(world.sql, owner, made.id, { limit: 5 });
  const rest = await readTimeline(world.sql, owner, made.id, {
    limit: 5,
    cursor: first.nextCursor ?? '',
  });
  expect([...first.items, ...rest.items]).toEqual(whole.items);
  expect(rest.nextCursor).toBeNull();
});

function never(): never {
  throw new Error('unreachable');
}
