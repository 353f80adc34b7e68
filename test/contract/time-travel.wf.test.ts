import type { CollaborationView, EventView, Page } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { change, makeCampaign, makeCollaboration, read, timeline } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

let member: Api;
let seen: CollaborationView[];
let id: string;

beforeAll(async () => {
  member = await as('member');
  const campaignId = (await makeCampaign(await as('owner'))).id;
  const made = await makeCollaboration(member, { campaignId, shipsProduct: true });
  id = made.id;
  const steps: [string, object][] = [
    ['status', { to: 'Negotiating' }],
    [
      'terms',
      { compensation: { amountCents: 500, currency: 'EUR' }, deliverables: [{ type: 'Reel' }] },
    ],
    ['payments', { amountCents: 200, currency: 'EUR' }],
    ['delivery', { status: 'In Transit' }],
    ['undo', { seq: 4 }],
    ['notes', { text: 'Nearly' }],
    ['status', { to: 'Cancelled', reason: 'Moved away' }],
  ];
  seen = [made];
  for (const [route, body] of steps)
    seen.push((await change(member, id, route, body)).collaboration);
});

describe('a collaboration as it was', () => {
  it('at every version is what was answered then', async () => {
    for (const then of seen) {
      const answer = await member.get<CollaborationView>(
        `/api/collaborations/${id}?version=${then.version}`,
      );
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(then);
    }
  });

  it('at every event’s instant is that event’s version or a later one of the same instant', async () => {
    for (const event of await timeline(member, id)) {
      const answer = await member.get<CollaborationView>(
        `/api/collaborations/${id}?at=${event.at}`,
      );
      expect(answer.body.version).toBeGreaterThanOrEqual(event.seq);
      expect(answer.body.updatedAt <= event.at).toBe(true);
    }
  });

  it('an offset in the time is understood', async () => {
    const at = encodeURIComponent('2099-01-01T00:00:00+02:00');
    expect(
      (await member.get<CollaborationView>(`/api/collaborations/${id}?at=${at}`)).body,
    ).toEqual(await read(member, id));
  });

  it('404 above the present version and before it was created', async () => {
    const tooFar = await member.get(`/api/collaborations/${id}?version=${seen.length + 1}`);
    expect(tooFar.problem.status).toBe(404);
    const created = Date.parse(seen[0]?.createdAt ?? '');
    const before = new Date(created - 1).toISOString();
    expect((await member.get(`/api/collaborations/${id}?at=${before}`)).problem.status).toBe(404);
  });
});

describe('the timeline', () => {
  it('is newest first, in pages without gap or repeat', async () => {
    const seqs: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await member.get<Page<EventView>>(
        `/api/collaborations/${id}/events?limit=3${after}`,
      );
      expect(answer.body.total).toBe(seen.length);
      expect(answer.headers.get('parley-cursor')).toBeTruthy();
      seqs.push(...answer.body.items.map(({ seq }) => seq));
      cursor = answer.body.nextCursor;
    }
    expect(seqs).toEqual(Array.from({ length: seen.length }, (_, index) => seen.length - index));
  });
});
