import { describe, expect, it } from 'vitest';
import { attentionOf } from '../src/attention.ts';
import type { Actor } from '../src/actor.schema.ts';
import type { CommandContent } from '../src/commands.schema.ts';
import { nextReminder, policyOf } from '../src/reminders.ts';
import type { CollaborationState } from '../src/state.schema.ts';
import { CREATE, given, minute, moved } from './given.ts';

const endOfDay = (day: string) => `${day}T22:00:00.000Z`;
const codes = (state: CollaborationState) =>
  Object.fromEntries(attentionOf(state, endOfDay).map(({ code, since }) => [code, since]));
const to = (status: 'Negotiating' | 'Fulfilling' | 'Completed'): CommandContent => ({
  name: 'changeStatus',
  body: { to: status },
});
const { state: created } = given(CREATE);
const at = (minutes: number) => ({ at: minute(minutes) });
const days = (instant: string, count: number) =>
  new Date(Date.parse(instant) + count * 86_400_000).toISOString();

describe('attention', () => {
  it('names the instant ahead from which an unanswered one holds', () => {
    expect(codes(created)).toEqual({ NO_ANSWER: days(created.createdAt, 7) });
  });

  it('counts a stalled negotiation from what moved it, not from any touch', () => {
    const negotiating = moved(created, to('Negotiating'), at(10_000));
    const touched = moved(negotiating, { name: 'addNote', body: { text: 'pinged' } }, at(11_000));
    expect(codes(touched)).toEqual({ NEGOTIATION_STALLED: days(minute(10_000), 3) });
    const answered = moved(
      touched,
      { name: 'addNote', body: { text: 'yes', contact: true } },
      at(12_000),
    );
    expect(codes(answered)).toEqual({ NEGOTIATION_STALLED: days(minute(12_000), 3) });
  });

  it('holds overdue deliverables from the end of the earliest open day, while fulfilling', () => {
    const deliverables = [
      { type: 'Reel', dueOn: '2026-03-20' },
      { type: 'Post', dueOn: '2026-03-10' },
    ];
    const state = moved(
      moved(created, { name: 'editTerms', body: { deliverables } }),
      to('Fulfilling'),
    );
    expect(codes(state)).toEqual({ DELIVERABLE_OVERDUE: '2026-03-10T22:00:00.000Z' });
    const post = state.terms.deliverables[1]?.id;
    const met = moved(state, {
      name: 'deliverContent',
      body: { url: 'https://example.com/p', deliverableId: post },
    });
    expect(codes(met)).toEqual({ DELIVERABLE_OVERDUE: '2026-03-20T22:00:00.000Z' });
    const seq = met.content[0]?.seq ?? 0;
    const back = moved(met, { name: 'reviewContent', body: { seq, state: 'changes asked' } });
    expect(codes(back)).toEqual({ DELIVERABLE_OVERDUE: '2026-03-10T22:00:00.000Z' });
  });

  it('follows the shipment', () => {
    const shipping = given(
      { ...CREATE, name: 'create', body: { ...bodyOf(CREATE), shipsProduct: true } },
      to('Fulfilling'),
    ).state;
    const sent = moved(
      shipping,
      { name: 'updateDelivery', body: { status: 'In Transit' } },
      at(20_000),
    );
    expect(codes(sent)).toEqual({ SHIPMENT_SILENT: days(minute(20_000), 14) });
    const lost = moved(
      sent,
      { name: 'updateDelivery', body: { status: 'Exception', reason: 'lost' } },
      at(21_000),
    );
    expect(codes(lost)).toEqual({ DELIVERY_EXCEPTION: minute(21_000) });
  });

  it('asks for what is still owed in the agreed currency 14 days after completion', () => {
    const agreed = moved(created, {
      name: 'editTerms',
      body: { compensation: { amountCents: 500, currency: 'EUR' } },
    });
    const done = moved(agreed, to('Completed'), at(30_000));
    expect(codes(done)).toEqual({ PAYMENT_DUE: days(minute(30_000), 14) });
    const dollars = moved(done, {
      name: 'recordPayment',
      body: { amountCents: 500, currency: 'USD' },
    });
    expect(codes(dollars)).toHaveProperty('PAYMENT_DUE');
    const paid = moved(dollars, {
      name: 'recordPayment',
      body: { amountCents: 500, currency: 'EUR' },
    });
    expect(codes(paid)).toEqual({});
  });

  it('shows what a creator handed in until it is reviewed', () => {
    const creator: Actor = { kind: 'creator', id: null };
    const content: CommandContent = {
      name: 'deliverContent',
      body: { url: 'https://example.com/a' },
    };
    const state = moved(moved(created, to('Fulfilling')), content, {
      actor: creator,
      ...at(40_000),
    });
    expect(codes(state)).toEqual({ HAND_IN_UNSEEN: minute(40_000) });
    const seq = state.content[0]?.seq ?? 0;
    expect(
      codes(moved(state, { name: 'reviewContent', body: { seq, state: 'accepted' } })),
    ).toEqual({});
  });

  it('is put off by a snooze to its end', () => {
    const until = days(created.createdAt, 30);
    expect(codes(moved(created, { name: 'snoozeReminder', body: { until } }))).toEqual({
      NO_ANSWER: until,
    });
  });
});

describe('the next reminder', () => {
  const policy = policyOf({
    negotiation: { enabled: true, afterHours: 72, repeatHours: 48, escalateAfter: 3 },
  });
  const negotiating = moved(created, to('Negotiating'), at(0));
  const remind = (state: CollaborationState, number: number, instant: string) =>
    moved(
      state,
      { name: 'sendReminder', body: { code: 'NEGOTIATION_STALLED', number, escalated: false } },
      { at: instant },
    );

  it('comes three days after the last move and every two days after that', () => {
    expect(nextReminder(negotiating, policy)).toEqual({
      code: 'NEGOTIATION_STALLED',
      at: days(negotiating.movedAt, 3),
      number: 1,
      escalated: false,
    });
    const first = remind(negotiating, 1, days(negotiating.movedAt, 3));
    expect(nextReminder(first, policy)).toMatchObject({
      at: days(negotiating.movedAt, 5),
      number: 2,
    });
    expect(first.updatedAt).toBe(negotiating.updatedAt);
  });

  it('tells the campaign owner after the third', () => {
    let state = negotiating;
    for (const number of [1, 2, 3])
      state = remind(state, number, days(negotiating.movedAt, 3 + number));
    expect(nextReminder(state, policy)).toMatchObject({ number: 4, escalated: true });
  });

  it('starts anew when the negotiation moves, waits for a snooze, and ends with the negotiation', () => {
    const first = remind(negotiating, 1, days(negotiating.movedAt, 3));
    const answered = moved(
      first,
      { name: 'addNote', body: { text: 'yes', contact: true } },
      { at: days(negotiating.movedAt, 4) },
    );
    expect(nextReminder(answered, policy)).toMatchObject({
      at: days(negotiating.movedAt, 7),
      number: 1,
    });
    const until = days(negotiating.movedAt, 20);
    expect(
      nextReminder(moved(answered, { name: 'snoozeReminder', body: { until } }), policy),
    ).toMatchObject({ at: until });
    expect(nextReminder(moved(answered, to('Fulfilling')), policy)).toBeNull();
    expect(
      nextReminder(answered, { negotiation: { ...policy.negotiation, enabled: false } }),
    ).toBeNull();
  });
});

function bodyOf(content: CommandContent) {
  if (content.name !== 'create') throw new Error('not a create');
  return content.body;
}
