import { describe, expect, it } from 'vitest';
import { EVENT_DATA, type EventContent } from '@parley/domain/events.schema';
import { EMPTY_TERMS } from '@parley/domain/empty-terms';
import { eventSummary, undoneLine } from './event-summary.ts';
import { EVENT_WORDS } from './event-words.ts';
import type { Say } from './say.ts';

const say: Say = {
  money: ({ amountCents, currency }) => `${currency} ${amountCents / 100}`,
  day: (on) => on,
  instant: (at) => at,
  person: (id) => (id === null ? 'nobody' : id),
  deliverable: (id) => `2 × ${id}`,
};
const line = (event: EventContent) => eventSummary(event, say).line;

describe('the timeline in words', () => {
  it('has words for every event type', () => {
    for (const type of Object.keys(EVENT_DATA)) expect(EVENT_WORDS).toHaveProperty(type);
    expect(Object.values(EVENT_WORDS)).toHaveLength(14);
  });

  it('says the step and the reason', () => {
    const event: EventContent = {
      type: 'StatusChanged',
      data: { from: 'Fulfilling', to: 'Completed', reason: 'Close enough', openDeliverables: 2 },
    };
    expect(eventSummary(event, say)).toEqual({
      line: 'Fulfilling → Completed with 2 deliverables still open',
      quote: 'Close enough',
      link: null,
    });
  });

  it('says what a payment was', () => {
    const data = {
      amountCents: 50_000,
      currency: 'EUR',
      paidOn: '2026-11-20',
      method: 'SEPA',
      reference: null,
    } as const;
    expect(line({ type: 'PaymentMade', data })).toBe('EUR 500 · SEPA · paid on 2026-11-20');
  });

  it('names every field of the terms that changed', () => {
    const data = {
      deliverables: [{ id: 'd', type: 'Reel', quantity: 2, requirements: null, dueOn: null }],
      timeline: { startsOn: null, dueOn: '2026-12-01' },
      conditions: null,
      shipsProduct: true,
    };
    expect(line({ type: 'TermsChanged', data })).toBe(
      'Deliverables 2 × Reel · timeline until 2026-12-01 · conditions emptied · a product ships',
    );
  });

  it('says who owned it before and now', () => {
    expect(line({ type: 'OwnerAssigned', data: { from: null, ownerId: 'Mia' } })).toBe(
      'nobody → Mia',
    );
  });

  it('stays short when nothing was agreed on creation', () => {
    const data = {
      id: 'i',
      campaignId: 'c',
      creatorId: 'k',
      ownerId: null,
      terms: EMPTY_TERMS,
      shipsProduct: false,
    };
    expect(line({ type: 'Created', data })).toBe('');
  });

  it('says what was taken back', () => {
    const taken: EventContent = { type: 'OwnerAssigned', data: { from: null, ownerId: 'Mia' } };
    expect(undoneLine(taken, 4, say)).toBe('Owner assigned: nobody → Mia');
    expect(undoneLine(undefined, 4, say)).toBe('Entry 4');
  });
});
