import { describe, expect, it } from 'vitest';
import type { CommandContent } from '../src/commands.schema.ts';
import { decide } from '../src/decide.ts';
import { DELIVERY_STATUSES, STATUSES, type Status } from '../src/statuses.ts';
import { command, CREATE, given, verdict } from './given.ts';

const to = (status: Status, reason: string | null = null): CommandContent => ({
  name: 'changeStatus',
  body: { to: status, reason },
});
const BY_WAY: Record<Status, CommandContent[]> = {
  Pending: [],
  Negotiating: [to('Negotiating')],
  Fulfilling: [to('Fulfilling')],
  Completed: [to('Completed')],
  Cancelled: [to('Cancelled', 'Budget was cut')],
};
const at = (status: Status, ships = true) =>
  given(
    { ...CREATE, name: 'create', body: { ...createBody(), shipsProduct: ships } },
    ...BY_WAY[status],
  ).state;
function createBody() {
  if (CREATE.name !== 'create') throw new Error('not a create');
  return CREATE.body;
}

const OPEN = 'StatusChanged';
const NO = 'TRANSITION_NOT_ALLOWED';
/** Rows: the status it is in; columns: the status it is moved to, in lifecycle order. */
const TABLE: Record<Status, string[]> = {
  Pending: ['unchanged', OPEN, OPEN, OPEN, OPEN],
  Negotiating: [OPEN, 'unchanged', OPEN, OPEN, OPEN],
  Fulfilling: [OPEN, OPEN, 'unchanged', OPEN, OPEN],
  Completed: [NO, NO, NO, 'unchanged', NO],
  Cancelled: [NO, NO, NO, NO, 'unchanged'],
};

describe('a move from each status to each', () => {
  it.each(
    STATUSES.flatMap((from) => STATUSES.map((next, i) => [from, next, TABLE[from][i]] as const)),
  )('%s → %s: %s', (from, next, expected) => {
    expect(verdict(decide(at(from), command(to(next, 'because'))))).toBe(expected);
  });

  it.each(['Pending', 'Negotiating', 'Fulfilling'] as const)(
    '%s → Cancelled asks for a reason',
    (from) => {
      expect(verdict(decide(at(from), command(to('Cancelled'))))).toBe('REASON_REQUIRED');
    },
  );

  it('keeps the reason of a cancellation', () => {
    expect(at('Cancelled')).toMatchObject({ status: 'Cancelled', cancelReason: 'Budget was cut' });
  });
});

const OTHERS: [CommandContent, string, string][] = [
  [
    { name: 'recordPayment', body: { amountCents: 100, currency: 'EUR' } },
    'PaymentMade',
    'PaymentMade',
  ],
  [
    { name: 'deliverContent', body: { url: 'https://example.com/a' } },
    'ContentDelivered',
    'ContentDelivered',
  ],
  [
    { name: 'reviewContent', body: { seq: 99, state: 'accepted' } },
    'CONTENT_NOT_FOUND',
    'CONTENT_NOT_FOUND',
  ],
  [{ name: 'addNote', body: { text: 'Hello' } }, 'NoteAdded', 'NoteAdded'],
  [
    { name: 'updateDelivery', body: { status: 'In Transit' } },
    'DeliveryUpdated',
    'DeliveryUpdated',
  ],
  [
    { name: 'editTerms', body: { conditions: 'Exclusive' } },
    'TermsChanged',
    'COLLABORATION_CLOSED',
  ],
  [
    { name: 'assignOwner', body: { ownerId: '01900000-0000-7000-8000-00000000b0b0' } },
    'OwnerAssigned',
    'OwnerAssigned',
  ],
  [
    { name: 'snoozeReminder', body: { until: '2026-05-01T00:00:00.000Z' } },
    'ReminderSnoozed',
    'ReminderSnoozed',
  ],
  [{ name: 'undo', body: { seq: 1 } }, 'UNDO_UNSAFE', 'UNDO_UNSAFE'],
  [CREATE, 'ALREADY_EXISTS', 'ALREADY_EXISTS'],
];

describe('every other command in each status', () => {
  const rows = STATUSES.flatMap((status) => OTHERS.map((row) => [status, ...row] as const));
  it.each(rows)('%s: %o', (status, content, whileOpen, onceFinal) => {
    const expected = status === 'Completed' || status === 'Cancelled' ? onceFinal : whileOpen;
    expect(verdict(decide(at(status), command(content)))).toBe(expected);
  });

  it.each(STATUSES)('%s: a reminder is sent for a negotiation alone', (status) => {
    const reminder = {
      name: 'sendReminder',
      body: { code: 'NEGOTIATION_STALLED', number: 1, escalated: false },
    } as const;
    expect(verdict(decide(at(status), command(reminder)))).toBe(
      status === 'Negotiating' ? 'ReminderSent' : 'NOT_DUE',
    );
  });

  it.each(OTHERS.filter(([content]) => content.name !== 'create'))(
    'nothing before Created: %o',
    (content) => {
      expect(verdict(decide(null, command(content)))).toBe('NOT_CREATED');
    },
  );
});

describe('the delivery', () => {
  it.each(DELIVERY_STATUSES.flatMap((a) => DELIVERY_STATUSES.map((b) => [a, b] as const)))(
    'goes from %s to %s by hand',
    (from, next) => {
      const reason = 'lost';
      const first =
        from === 'Pending'
          ? []
          : [{ name: 'updateDelivery', body: { status: from, reason } } as const];
      const state = given(
        { name: 'create', body: { ...createBody(), shipsProduct: true } },
        ...first,
      ).state;
      const body = { status: next, ...(next === 'Exception' ? { reason } : {}) };
      const expected = from === next ? 'unchanged' : 'DeliveryUpdated';
      expect(verdict(decide(state, command({ name: 'updateDelivery', body })))).toBe(expected);
    },
  );

  it('needs a reason for an exception', () => {
    const body = { status: 'Exception' } as const;
    expect(verdict(decide(at('Fulfilling'), command({ name: 'updateDelivery', body })))).toBe(
      'REASON_REQUIRED',
    );
  });

  it('is not there where no product ships', () => {
    const body = { status: 'Delivered' } as const;
    expect(
      verdict(decide(at('Fulfilling', false), command({ name: 'updateDelivery', body }))),
    ).toBe('NO_SHIPMENT');
  });
});
