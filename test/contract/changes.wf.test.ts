import { randomUUID } from 'node:crypto';
import type { CollaborationView, EventView } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  read,
  timeline,
} from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
let owner: Api;
let member: Api;
let me: { id: string; name: string };
let campaignId: string;

beforeAll(async () => {
  [owner, member] = await Promise.all([as('owner'), as('member')]);
  campaignId = (await makeCampaign(owner)).id;
  me = (await member.get<{ user: { id: string; name: string } }>('/api/me')).body.user;
});

describe('a new collaboration', () => {
  it('is answered whole, with its campaign, its creator and whoever made it as owner', async () => {
    const creator = await makeCreator(member, {
      name: 'Ada Lens',
      country: 'AT',
      bio: 'Films tea',
    });
    const answer = await member.post<{ collaboration: CollaborationView }>('/api/collaborations', {
      campaignId,
      creatorId: creator.id,
      terms: {
        deliverables: [{ type: 'Reel', quantity: 2, dueOn: '2027-01-31' }],
        compensation: { amountCents: 120_000, currency: 'EUR', commissionPercent: 7.5 },
        timeline: { startsOn: '2026-12-01', dueOn: '2027-01-31' },
        conditions: 'No alcohol',
      },
      shipsProduct: true,
    });
    expect(answer.status).toBe(201);
    const { collaboration } = answer.body;
    expect(collaboration).toMatchObject({
      version: 1,
      status: 'Pending',
      cancelReason: null,
      campaign: { id: campaignId },
      creator: {
        id: creator.id,
        name: 'Ada Lens',
        platform: 'Instagram',
        tags: [],
        validation: null,
        country: 'AT',
      },
      owner: { id: me.id, name: me.name },
      terms: {
        deliverables: [
          { type: 'Reel', quantity: 2, requirements: null, dueOn: '2027-01-31', delivered: 0 },
        ],
        compensation: {
          kind: 'mix',
          amountCents: 120_000,
          currency: 'EUR',
          commissionPercent: 7.5,
          product: null,
        },
        timeline: { startsOn: '2026-12-01', dueOn: '2027-01-31' },
        conditions: 'No alcohol',
      },
      delivery: { status: 'Pending', carrier: null, trackingNumber: null, reason: null },
      payments: [],
      paid: [],
      content: [],
    });
    expect(collaboration.id).toMatch(UUID_V7);
    expect(collaboration.terms.deliverables[0]?.id).toMatch(UUID_V7);
    for (const at of [collaboration.createdAt, collaboration.updatedAt, collaboration.statusSince])
      expect(at).toMatch(INSTANT);
    expect(await read(member, collaboration.id)).toEqual(collaboration);
    const [created] = await timeline(member, collaboration.id);
    expect(created).toMatchObject({
      seq: 1,
      type: 'Created',
      actor: { id: me.id, name: me.name, kind: 'member' },
    });
    expect(created?.commandId).toMatch(UUID_V7);
  });

  it('belongs to nobody where ownerId is null, to another where it names them', async () => {
    const other = (await owner.get<{ user: { id: string } }>('/api/me')).body.user;
    expect((await makeCollaboration(member, { campaignId, ownerId: null })).owner).toBeNull();
    expect((await makeCollaboration(member, { campaignId, ownerId: other.id })).owner?.id).toBe(
      other.id,
    );
  });

  it('is open once per creator and campaign, also when asked for 8 times at once', async () => {
    const creator = await makeCreator(member);
    const asked = Array.from({ length: 8 }, () =>
      member.post('/api/collaborations', { campaignId, creatorId: creator.id }),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer.status === 201 || answer.status === 202)).toHaveLength(
      1,
    );
    for (const answer of answers.filter(({ status }) => status !== 201 && status !== 202))
      expect(answer.problem).toMatchObject({ status: 409, code: 'ALREADY_OPEN' });
  });

  it('can be made again once the first is final', async () => {
    const creator = await makeCreator(member);
    const first = await makeCollaboration(member, { campaignId, creatorId: creator.id });
    await change(member, first.id, 'status', { to: 'Cancelled', reason: 'No budget' });
    const second = await makeCollaboration(member, { campaignId, creatorId: creator.id });
    expect(second.id).not.toBe(first.id);
  });

  it('needs a campaign and a creator that are there', async () => {
    const creator = await makeCreator(member);
    const wrong = [
      { campaignId: randomUUID(), creatorId: creator.id },
      { campaignId, creatorId: randomUUID() },
      { campaignId, creatorId: creator.id, ownerId: randomUUID() },
    ];
    for (const body of wrong) {
      const answer = await member.post('/api/collaborations', body);
      expect([404, 409, 422]).toContain(answer.problem.status);
    }
    expect((await member.post('/api/collaborations', { campaignId })).problem.status).toBe(422);
    expect((await member.post('/api/collaborations', {})).problem.status).toBe(422);
  });
});

describe('one change is one event, and its seq is the new version', () => {
  interface Row {
    readonly what: string;
    readonly route: string;
    readonly body: () => object;
    readonly type: EventView['type'];
    readonly data: object;
    readonly now: object;
  }
  let made: CollaborationView;
  let deliverableId: string;
  let otherId: string;

  beforeAll(async () => {
    const terms = { deliverables: [{ type: 'Reel', quantity: 1 }] };
    made = await makeCollaboration(member, { campaignId, terms, shipsProduct: true });
    deliverableId = made.terms.deliverables[0]?.id ?? '';
    otherId = (await owner.get<{ user: { id: string } }>('/api/me')).body.user.id;
  });

  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const rows: Row[] = [
    {
      what: 'a status',
      route: 'status',
      body: () => ({ to: 'Negotiating', reason: ' Said yes ' }),
      type: 'StatusChanged',
      data: { from: 'Pending', to: 'Negotiating', reason: 'Said yes' },
      now: { status: 'Negotiating' },
    },
    {
      what: 'a status skipped',
      route: 'status',
      body: () => ({ to: 'Fulfilling' }),
      type: 'StatusChanged',
      data: { from: 'Negotiating', to: 'Fulfilling', reason: null },
      now: { status: 'Fulfilling' },
    },
    {
      what: 'a status back',
      route: 'status',
      body: () => ({ to: 'Pending' }),
      type: 'StatusChanged',
      data: { from: 'Fulfilling', to: 'Pending' },
      now: { status: 'Pending' },
    },
    {
      what: 'a payment',
      route: 'payments',
      body: () => ({
        amountCents: 1_000_000_000_000,
        currency: 'JPY',
        paidOn: '2026-11-20',
        method: 'Bank',
        reference: 'R1',
      }),
      type: 'PaymentMade',
      data: {
        amountCents: 1_000_000_000_000,
        currency: 'JPY',
        paidOn: '2026-11-20',
        method: 'Bank',
        reference: 'R1',
      },
      now: { paid: [{ currency: 'JPY', amountCents: 1_000_000_000_000 }] },
    },
    {
      what: 'content',
      route: 'content',
      body: () => ({ url: 'https://example.com/reel?a=1#b', title: 'Tea', deliverableId }),
      type: 'ContentDelivered',
      data: { url: 'https://example.com/reel?a=1#b', title: 'Tea' },
      now: {
        content: [{ url: 'https://example.com/reel?a=1#b', review: { state: 'open', note: null } }],
      },
    },
    {
      what: 'a note',
      route: 'notes',
      body: () => ({ text: '  Two lines\n\tand a tab 🫖  ', contact: true }),
      type: 'NoteAdded',
      data: { text: 'Two lines\n\tand a tab 🫖', contact: true },
      now: {},
    },
    {
      what: 'a delivery',
      route: 'delivery',
      body: () => ({ status: 'In Transit', carrier: 'DHL', trackingNumber: '00340' }),
      type: 'DeliveryUpdated',
      data: {
        from: 'Pending',
        status: 'In Transit',
        carrier: 'DHL',
        trackingNumber: '00340',
        reason: null,
      },
      now: { delivery: { status: 'In Transit', carrier: 'DHL', trackingNumber: '00340' } },
    },
    {
      what: 'terms',
      route: 'terms',
      body: () => ({
        compensation: { amountCents: 5_000, currency: 'EUR' },
        conditions: 'Post at noon',
      }),
      type: 'TermsChanged',
      data: { conditions: 'Post at noon' },
      now: {
        terms: {
          compensation: { kind: 'fixed', amountCents: 5_000, currency: 'EUR' },
          conditions: 'Post at noon',
        },
      },
    },
    {
      what: 'an owner',
      route: 'owner',
      body: () => ({ ownerId: otherId }),
      type: 'OwnerAssigned',
      data: {},
      now: { owner: { name: 'owner person' } },
    },
    {
      what: 'nobody as owner',
      route: 'owner',
      body: () => ({ ownerId: null }),
      type: 'OwnerAssigned',
      data: { ownerId: null },
      now: { owner: null },
    },
    {
      what: 'a snooze',
      route: 'snooze',
      body: () => ({ until: inAWeek }),
      type: 'ReminderSnoozed',
      data: { until: inAWeek },
      now: {},
    },
  ];

  it('whatever the change is', async () => {
    let version = 1;
    for (const { what, route, body, type, data, now } of rows) {
      const before = await read(member, made.id);
      const answer = await change(member, made.id, route, body());
      version += 1;
      expect(answer.version, what).toBe(version);
      expect(answer.event, what).toMatchObject({
        seq: version,
        type,
        data,
        actor: { id: me.id, kind: 'member' },
      });
      expect(answer.collaboration, what).toMatchObject({ id: made.id, version, ...now });
      expect(await read(member, made.id), what).toEqual(answer.collaboration);
      expect(Date.parse(answer.collaboration.updatedAt)).toBeGreaterThanOrEqual(
        Date.parse(before.updatedAt),
      );
    }
    const events = await timeline(member, made.id);
    expect(events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
    expect(events.map(({ type }) => type)).toEqual(['Created', ...rows.map(({ type }) => type)]);
    expect(new Set(events.map(({ commandId }) => commandId)).size).toBe(version);
    const times = events.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('a review of content, which counts for its deliverable until it is sent back', async () => {
    const { id } = made;
    const [content] = (await read(member, id)).content;
    const deliveredNow = async () => (await read(member, id)).terms.deliverables[0]?.delivered;
    expect(await deliveredNow()).toBe(1);
    const review = `content/${content?.seq}/review`;
    const asked = await change(member, id, review, { state: 'changes asked', note: 'Louder' });
    expect(asked.event).toMatchObject({
      type: 'ContentReviewed',
      data: { state: 'changes asked', note: 'Louder' },
    });
    expect(asked.collaboration.content[0]?.review).toEqual({
      state: 'changes asked',
      note: 'Louder',
    });
    expect(await deliveredNow()).toBe(0);
    const accepted = await change(member, id, review, { state: 'accepted' });
    expect(accepted.collaboration.content[0]?.review.state).toBe('accepted');
    expect(await deliveredNow()).toBe(1);
  });

  it('what alters nothing is 200 without an event', async () => {
    const { id } = made;
    const before = await read(member, id);
    const same: [string, object][] = [
      ['status', { to: before.status }],
      ['owner', { ownerId: null }],
      ['terms', { conditions: before.terms.conditions }],
    ];
    for (const [route, body] of same) {
      const method = route === 'terms' ? 'PATCH' : 'POST';
      const answer = await member.raw<{ event: unknown; version: number }>(
        method,
        `/api/collaborations/${id}/${route}`,
        JSON.stringify(body),
      );
      expect(answer.status, route).toBe(200);
      expect(answer.body.event, route).toBeNull();
      expect(answer.body.version, route).toBe(before.version);
    }
    expect(await read(member, id)).toEqual(before);
  });
});

describe('terms', () => {
  it('a field left out stays, null empties it, and the list of deliverables is the whole list by id', async () => {
    const terms = {
      deliverables: [{ type: 'Reel', quantity: 2, requirements: 'Vertical' }, { type: 'Story' }],
      compensation: { amountCents: 9_900, currency: 'USD' },
      conditions: 'Keep',
    };
    const { id, terms: made } = await makeCollaboration(member, { campaignId, terms });
    const [reel, story] = made.deliverables;
    const next = await change(member, id, 'terms', {
      deliverables: [{ id: story?.id, type: 'Story', quantity: 3 }, { type: 'Blog post' }],
      compensation: { product: 'A kettle' },
    });
    const now = next.collaboration.terms;
    expect(now.deliverables.map(({ type, quantity }) => [type, quantity])).toEqual([
      ['Story', 3],
      ['Blog post', 1],
    ]);
    expect(now.deliverables[0]?.id).toBe(story?.id);
    expect(now.deliverables.map(({ id }) => id)).not.toContain(reel?.id);
    expect(now.compensation).toMatchObject({
      kind: 'mix',
      amountCents: 9_900,
      currency: 'USD',
      product: 'A kettle',
    });
    expect(now.conditions).toBe('Keep');
    const emptied = await change(member, id, 'terms', { conditions: null, compensation: null });
    expect(emptied.collaboration.terms.conditions).toBeNull();
    expect(emptied.collaboration.terms.compensation.kind).toBe('none');
  });

  it('shipsProduct starts a delivery at Pending and drops it only while it is', async () => {
    const { id } = await makeCollaboration(member, { campaignId });
    const refusedFirst = await member.post(`/api/collaborations/${id}/delivery`, {
      status: 'In Transit',
    });
    expect(refusedFirst.problem).toMatchObject({ status: 409, code: 'NO_SHIPMENT' });
    const started = await change(member, id, 'terms', { shipsProduct: true });
    expect(started.collaboration.delivery?.status).toBe('Pending');
    expect(
      (await change(member, id, 'terms', { shipsProduct: false })).collaboration.delivery,
    ).toBeNull();
    await change(member, id, 'terms', { shipsProduct: true });
    await change(member, id, 'delivery', { status: 'In Transit' });
    const refused = await member.patch(`/api/collaborations/${id}/terms`, { shipsProduct: false });
    expect(refused.problem).toMatchObject({ status: 409, code: 'SHIPMENT_UNDER_WAY' });
  });
});

describe('money', () => {
  it('sums each currency, and paidCents the compensation’s, or the first payment’s where none is set', async () => {
    const { id } = await makeCollaboration(member, { campaignId });
    await change(member, id, 'payments', { amountCents: 100, currency: 'USD' });
    await change(member, id, 'payments', { amountCents: 30, currency: 'EUR' });
    const third = await change(member, id, 'payments', { amountCents: 5, currency: 'USD' });
    expect(
      third.collaboration.paid.toSorted((a, b) => a.currency.localeCompare(b.currency)),
    ).toEqual([
      { currency: 'EUR', amountCents: 30 },
      { currency: 'USD', amountCents: 105 },
    ]);
    expect(third.collaboration.paidCents).toBe(105);
    const agreed = await change(member, id, 'terms', {
      compensation: { amountCents: 500, currency: 'EUR' },
    });
    expect(agreed.collaboration.paidCents).toBe(30);
  });
});
