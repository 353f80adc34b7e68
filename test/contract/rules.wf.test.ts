import { STATUSES } from '@parley/domain/statuses';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { change, makeCampaign, makeCollaboration, read, timeline } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

const OPEN = ['Pending', 'Negotiating', 'Fulfilling'] as const;
let member: Api;
let campaignId: string;

beforeAll(async () => {
  member = await as('member');
  campaignId = (await makeCampaign(await as('owner'))).id;
});

async function at(status: string): Promise<string> {
  const { id } = await makeCollaboration(member, { campaignId, shipsProduct: true });
  if (status !== 'Pending') await change(member, id, 'status', { to: status, reason: 'So it is' });
  return id;
}

describe('statuses', () => {
  it.each(OPEN)('from %s any other can be set, Cancelled only with a reason', async (from) => {
    for (const to of STATUSES.filter((status) => status !== from)) {
      const id = await at(from);
      const path = `/api/collaborations/${id}/status`;
      if (to === 'Cancelled') {
        const refused = await member.post(path, { to });
        expect(refused.problem).toMatchObject({ status: 409, code: 'REASON_REQUIRED' });
        expect((await read(member, id)).status).toBe(from);
      }
      const moved = await change(member, id, 'status', {
        to,
        ...(to === 'Cancelled' ? { reason: 'No answer' } : {}),
      });
      expect(moved.collaboration).toMatchObject({
        status: to,
        cancelReason: to === 'Cancelled' ? 'No answer' : null,
      });
    }
  });

  it.each(['Completed', 'Cancelled'])(
    '%s is final for status and terms; the rest still lands',
    async (final) => {
      const id = await at(final);
      const path = `/api/collaborations/${id}`;
      for (const to of STATUSES.filter((status) => status !== final)) {
        const answer = await member.post(`${path}/status`, { to, reason: 'Again' });
        expect(answer.problem, to).toMatchObject({ status: 409, code: 'TRANSITION_NOT_ALLOWED' });
      }
      const terms = await member.patch(`${path}/terms`, { conditions: 'Late' });
      expect(terms.problem).toMatchObject({ status: 409, code: 'COLLABORATION_CLOSED' });
      const { version } = await read(member, id);
      await change(member, id, 'payments', {
        amountCents: 5_000,
        currency: 'EUR',
        reference: 'Kill fee',
      });
      await change(member, id, 'delivery', { status: 'Exception', reason: 'Returned' });
      await change(member, id, 'content', { url: 'https://example.com/late' });
      await change(member, id, 'notes', { text: 'Thanks anyway' });
      await change(member, id, 'owner', { ownerId: null });
      expect((await read(member, id)).version).toBe(version + 5);
    },
  );

  it('a refusal is told in words, leaves the timeline alone and is in the commands', async () => {
    const id = await at('Completed');
    const before = await timeline(member, id);
    const answer = await member.post(`/api/collaborations/${id}/status`, { to: 'Pending' });
    expect(answer.problem.detail.length).toBeGreaterThan(10);
    expect(answer.problem.title.length).toBeGreaterThan(5);
    expect(await timeline(member, id)).toEqual(before);
    const owner = await as('owner');
    const commands = await owner.get<{ items: { name: string; code?: string }[] }>(
      `/api/collaborations/${id}/commands`,
    );
    expect(JSON.stringify(commands.body.items)).toContain('TRANSITION_NOT_ALLOWED');
    expect((await member.get(`/api/collaborations/${id}/commands`)).problem.status).toBe(403);
  });
});

describe('delivery', () => {
  it('moves in any order; an exception says why', async () => {
    const id = await at('Fulfilling');
    const refused = await member.post(`/api/collaborations/${id}/delivery`, {
      status: 'Exception',
    });
    expect(refused.problem).toMatchObject({ status: 409, code: 'REASON_REQUIRED' });
    for (const status of [
      'Delivered',
      'Exception',
      'In Transit',
      'Pending',
      'Delivered',
    ] as const) {
      const body = { status, ...(status === 'Exception' ? { reason: 'Lost' } : {}) };
      expect((await change(member, id, 'delivery', body)).collaboration.delivery?.status).toBe(
        status,
      );
    }
  });
});

describe('undo', () => {
  it('takes back the event, in the timeline too', async () => {
    const id = await at('Negotiating');
    const { version } = await read(member, id);
    const undone = await change(member, id, 'undo', { seq: version });
    expect(undone.event).toMatchObject({ type: 'Undone', data: { seq: version } });
    expect(undone.collaboration.status).toBe('Pending');
    const paid = await change(member, id, 'payments', { amountCents: 700, currency: 'EUR' });
    await change(member, id, 'notes', { text: 'Something else in between' });
    const back = await change(member, id, 'undo', { seq: paid.version });
    expect(back.collaboration.payments).toEqual([]);
    expect(back.collaboration.paid).toEqual([]);
  });

  it('is refused where something came after, and says what', async () => {
    const id = await at('Negotiating');
    const { version } = await read(member, id);
    await change(member, id, 'status', { to: 'Fulfilling' });
    const answer = await member.post(`/api/collaborations/${id}/undo`, { seq: version });
    expect(answer.problem).toMatchObject({ status: 409, code: 'UNDO_UNSAFE' });
    expect(answer.problem.detail).toContain(String(version + 1));
  });

  it.each(['Completed', 'Cancelled'])('a move into %s has none', async (final) => {
    const id = await at(final);
    const { version } = await read(member, id);
    const answer = await member.post(`/api/collaborations/${id}/undo`, { seq: version });
    expect(answer.problem.code).toBe('UNDO_UNSAFE');
  });

  it('an event that never was cannot be taken back', async () => {
    const id = await at('Pending');
    expect((await member.post(`/api/collaborations/${id}/undo`, { seq: 99 })).problem.status).toBe(
      409,
    );
  });
});

describe('attention', () => {
  const DAY = 86_400_000;
  const codesOf = async (id: string) => (await read(member, id)).attention;

  it('says from when on each holds, also when that lies ahead', async () => {
    const id = await at('Pending');
    const { createdAt } = await read(member, id);
    const week = new Date(Date.parse(createdAt) + 7 * DAY).toISOString();
    expect(await codesOf(id)).toEqual([{ code: 'NO_ANSWER', since: week }]);
    const moved = await change(member, id, 'status', { to: 'Negotiating' });
    const threeDays = new Date(Date.parse(moved.event?.at ?? '') + 3 * DAY).toISOString();
    expect(await codesOf(id)).toEqual([{ code: 'NEGOTIATION_STALLED', since: threeDays }]);
  });

  it('a note counts as a move only when the creator answered', async () => {
    const id = await at('Negotiating');
    const [before] = await codesOf(id);
    await change(member, id, 'notes', { text: 'We wrote again' });
    expect(await codesOf(id)).toEqual([before]);
    const answered = await change(member, id, 'notes', { text: 'They answered', contact: true });
    expect((await codesOf(id))[0]?.since).toBe(
      new Date(Date.parse(answered.event?.at ?? '') + 3 * DAY).toISOString(),
    );
  });

  it('a due day ends at midnight of the workspace’s time zone', async () => {
    const terms = { deliverables: [{ type: 'Reel', dueOn: '2026-01-15' }] };
    const { id } = await makeCollaboration(member, { campaignId, terms });
    await change(member, id, 'status', { to: 'Fulfilling' });
    // Vienna is one hour ahead of UTC in winter.
    expect(await codesOf(id)).toContainEqual({
      code: 'DELIVERABLE_OVERDUE',
      since: '2026-01-15T23:00:00.000Z',
    });
  });

  it('a snooze hides all of it until then, and only lies ahead, at most a year', async () => {
    const terms = { deliverables: [{ type: 'Reel', dueOn: '2026-01-15' }] };
    const { id } = await makeCollaboration(member, { campaignId, terms, shipsProduct: true });
    await change(member, id, 'status', { to: 'Fulfilling' });
    await change(member, id, 'delivery', { status: 'Exception', reason: 'Lost' });
    expect((await codesOf(id)).map(({ code }) => code).toSorted()).toEqual([
      'DELIVERABLE_OVERDUE',
      'DELIVERY_EXCEPTION',
    ]);
    const until = new Date(Date.now() + 2 * DAY).toISOString();
    await change(member, id, 'snooze', { until });
    for (const { since } of await codesOf(id)) expect(since >= until).toBe(true);
    for (const wrong of [Date.now() - 60_000, Date.now() + 367 * DAY]) {
      const answer = await member.post(`/api/collaborations/${id}/snooze`, {
        until: new Date(wrong).toISOString(),
      });
      expect([409, 422]).toContain(answer.problem.status);
    }
  });
});
