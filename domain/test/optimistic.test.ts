import { describe, expect, it } from 'vitest';
import type { CommandContent } from '../src/commands.schema.ts';
import { shownAtOnce, type Names } from '../src/optimistic.ts';
import type { ActorView, CollaborationRow, CollaborationView } from '../src/view.ts';
import { ANNA, CAMPAIGN, COLLABORATION, CREATOR, command } from './given.ts';

const me: ActorView = { kind: 'member', id: ANNA.id, name: 'Anna' };
const names: Names = { me, person: (id) => (id === me.id ? { id, name: 'Anna' } : null) };
const REEL = '01900000-0000-7000-8000-0000000ee100';

const row: CollaborationRow = {
  id: COLLABORATION,
  version: 7,
  status: 'Negotiating',
  statusSince: '2026-03-01T00:00:00.000Z',
  cancelReason: null,
  campaign: { id: CAMPAIGN, name: 'Spring' },
  creator: {
    id: CREATOR,
    name: 'Mina',
    handle: 'mina',
    platform: 'Instagram',
    tags: [],
    validation: null,
  },
  owner: null,
  terms: {
    deliverables: [
      { id: REEL, type: 'Reel', quantity: 2, requirements: null, dueOn: null, delivered: 1 },
    ],
    compensation: {
      kind: 'fixed',
      amountCents: 900,
      currency: 'EUR',
      commissionPercent: null,
      product: null,
    },
    timeline: { startsOn: null, dueOn: null },
  },
  delivery: null,
  paid: [{ currency: 'EUR', amountCents: 400 }],
  paidCents: 400,
  attention: [],
  nextReminderAt: null,
  createdAt: '2026-02-01T00:00:00.000Z',
  updatedAt: '2026-03-01T00:00:00.000Z',
};
const payment = {
  seq: 5,
  amountCents: 400,
  currency: 'EUR',
  paidOn: null,
  method: null,
  reference: null,
  at: row.updatedAt,
  by: me,
} as const;
const view: CollaborationView = {
  ...row,
  creator: { ...row.creator, bio: null, country: null, handles: [], contact: null },
  terms: { ...row.terms, conditions: 'Exclusive' },
  payments: [payment],
  content: [],
};
const shown = <V extends CollaborationRow>(of: V, content: CommandContent) => {
  const result = shownAtOnce(of, command(content), names);
  if (result.kind !== 'shown') throw new Error(result.kind);
  return result.view;
};

describe('what the browser shows at once', () => {
  it('moves a card, keeps its version and what the row alone knows', () => {
    const next = shown(row, { name: 'changeStatus', body: { to: 'Fulfilling' } });
    expect(next).toMatchObject({ version: 7, status: 'Fulfilling', paidCents: 400 });
    expect(next.terms.deliverables[0]?.delivered).toBe(1);
    expect('conditions' in next.terms).toBe(false);
  });

  it('adds a payment to the sums of a row and to the list of a view', () => {
    const body = { amountCents: 100, currency: 'EUR' } as const;
    expect(shown(row, { name: 'recordPayment', body }).paidCents).toBe(500);
    const next = shown(view, { name: 'recordPayment', body });
    expect(next.payments.map((entry) => entry.by.name)).toEqual(['Anna', 'Anna']);
    expect(next.paidCents).toBe(500);
  });

  it('names a new owner, and refuses in the words of the rules', () => {
    expect(shown(row, { name: 'assignOwner', body: { ownerId: ANNA.id } }).owner).toEqual({
      id: ANNA.id,
      name: 'Anna',
    });
    expect(
      shownAtOnce(row, command({ name: 'changeStatus', body: { to: 'Cancelled' } }), names),
    ).toMatchObject({
      kind: 'refused',
      refusal: { code: 'REASON_REQUIRED' },
    });
  });

  it('counts content towards its deliverable', () => {
    const next = shown(view, {
      name: 'deliverContent',
      body: { url: 'https://example.com/r', deliverableId: REEL },
    });
    expect(next.terms.deliverables[0]?.delivered).toBe(2);
    expect(next.terms.conditions).toBe('Exclusive');
  });
});
