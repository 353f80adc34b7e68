import { describe, expect, it } from 'vitest';
import type { EventContent } from '@parley/domain/events.schema';
import { EMPTY_TERMS } from '@parley/domain/empty-terms';
import type { CollaborationRow, CollaborationView, EventView } from '@parley/domain/view';
import { writerOf } from './fresh-things.ts';
import { merged } from './merge-change.ts';

const at = '2026-11-23T10:00:00.000Z';
const creator = {
  id: 'k',
  name: 'Ana',
  handle: 'ana',
  platform: 'Instagram',
  tags: [],
  validation: null,
};
const terms = {
  ...EMPTY_TERMS,
  deliverables: [],
  compensation: { ...EMPTY_TERMS.compensation, kind: 'none' as const },
};
const row: CollaborationRow = {
  id: 'c',
  version: 4,
  status: 'Pending',
  statusSince: at,
  cancelReason: null,
  campaign: { id: 'p', name: 'Spring' },
  creator,
  owner: null,
  terms,
  delivery: null,
  paid: [],
  paidCents: 0,
  attention: [],
  nextReminderAt: null,
  createdAt: at,
  updatedAt: at,
};
const view: CollaborationView = {
  ...row,
  creator: { ...creator, bio: 'Potter', country: 'PT', handles: [], contact: null },
  terms: { ...terms, conditions: 'Old' },
  payments: [],
  content: [],
};
const next: CollaborationRow = { ...row, version: 5 };
const event = (content: EventContent, seq = 5): EventView => ({
  seq,
  at,
  actor: { id: 'm', name: 'Mia', kind: 'member' },
  commandId: 'x',
  ...content,
});
const note = event({ type: 'NoteAdded', data: { text: 'Hi', contact: false } });
const payment = event({
  type: 'PaymentMade',
  data: { amountCents: 5, currency: 'EUR', paidOn: null, method: null, reference: null },
});

describe('merged', () => {
  it('adds what only the event tells', () => {
    expect(merged(view, next, payment)?.payments).toMatchObject([
      { seq: 5, amountCents: 5, by: { name: 'Mia' } },
    ]);
    const conditions = event({ type: 'TermsChanged', data: { conditions: 'New' } });
    expect(merged(view, next, conditions)?.terms.conditions).toBe('New');
  });

  it('keeps what a row leaves out', () => {
    expect(merged(view, next, note)).toMatchObject({
      version: 5,
      creator: { bio: 'Potter' },
      terms: { conditions: 'Old' },
    });
  });

  it('ignores what is older, and asks to read again after a gap or something taken back', () => {
    expect(merged(view, { ...next, version: 4 }, note)).toBe(view);
    expect(merged(view, { ...next, version: 6 }, { ...note, seq: 6 })).toBeNull();
    expect(merged(view, next, event({ type: 'Undone', data: { seq: 3 } }))).toBeNull();
    expect(merged(view, next, null)).toBeNull();
  });

  it('takes a whole collaboration as it is', () => {
    const whole = { ...view, version: 9 };
    expect(merged(view, whole, null)).toBe(whole);
  });
});

describe('writerOf', () => {
  it('names who wrote the present value of a field', () => {
    const events = [note, event({ type: 'TermsChanged', data: { conditions: 'New' } }, 4)];
    expect(writerOf(events, 'conditions')).toBe('Mia');
    expect(writerOf(events, 'compensation')).toBeNull();
  });
});
