import type { CollaborationView } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { change, makeCampaign, makeCollaboration, read } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

let ann: Api;
let ben: Api;
let campaignId: string;

beforeAll(async () => {
  const owner = await as('owner');
  [ann, ben] = await Promise.all([as('member'), as('member2')]);
  campaignId = (await makeCampaign(owner)).id;
});

const make = () => makeCollaboration(ann, { campaignId, shipsProduct: true });

describe('two people on one collaboration', () => {
  it.each([
    ['status', { to: 'Negotiating' }, { to: 'Fulfilling' }],
    ['delivery', { status: 'In Transit' }, { status: 'Delivered' }],
    ['owner', { ownerId: null }, null],
    ['terms', { conditions: 'Ann’s' }, { conditions: 'Ben’s' }],
    ['terms', { timeline: { dueOn: '2027-01-01' } }, { timeline: { dueOn: '2027-02-01' } }],
    [
      'terms',
      { compensation: { amountCents: 1, currency: 'EUR' } },
      { compensation: { amountCents: 2, currency: 'EUR' } },
    ],
    ['terms', { deliverables: [{ type: 'Reel' }] }, { deliverables: [{ type: 'Story' }] }],
  ])(
    'changing the same thing (%s %o), the second is told with the current collaboration',
    async (route, first, second) => {
      const { id, version } = await make();
      const method = route === 'terms' ? 'PATCH' : 'POST';
      const body = second ?? {
        ownerId: (await ben.get<{ user: { id: string } }>('/api/me')).body.user.id,
      };
      await change(ann, id, route, first, { ifMatch: version });
      const answer = await ben.raw<{ collaboration: CollaborationView }>(
        method,
        `/api/collaborations/${id}/${route}`,
        JSON.stringify(body),
        { ifMatch: version },
      );
      expect(answer.problem).toMatchObject({ status: 409, code: 'VERSION_CONFLICT' });
      expect(answer.body.collaboration).toEqual(await read(ben, id));
      expect(answer.body.collaboration.version).toBe(version + 1);
    },
  );

  it('changing different things, both win', async () => {
    const { id, version } = await make();
    await change(ann, id, 'status', { to: 'Negotiating' }, { ifMatch: version });
    await change(ben, id, 'delivery', { status: 'In Transit' }, { ifMatch: version });
    await change(ann, id, 'owner', { ownerId: null }, { ifMatch: version });
    await change(ben, id, 'terms', { conditions: 'Both' }, { ifMatch: version });
    await change(ann, id, 'terms', { timeline: { dueOn: '2027-01-01' } }, { ifMatch: version });
    expect((await read(ann, id)).version).toBe(version + 5);
  });

  it('payments, content, notes and snooze never conflict', async () => {
    const { id, version } = await make();
    const until = new Date(Date.now() + 86_400_000).toISOString();
    for (const api of [ann, ben]) {
      await change(api, id, 'payments', { amountCents: 5, currency: 'EUR' }, { ifMatch: version });
      await change(api, id, 'content', { url: 'https://example.com' }, { ifMatch: version });
      await change(api, id, 'notes', { text: 'Hello' }, { ifMatch: version });
      await change(api, id, 'snooze', { until }, { ifMatch: version });
    }
    expect((await read(ann, id)).payments).toHaveLength(2);
  });

  it.each(['"x"', 'x', '"0"', '"-1"', '"1.5"'])('an If-Match of %s is refused', async (ifMatch) => {
    const { id } = await make();
    const answer = await ann.post(
      `/api/collaborations/${id}/status`,
      { to: 'Negotiating' },
      { ifMatch },
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await read(ann, id)).version).toBe(1);
  });
});
