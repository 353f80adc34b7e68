import type { CollaborationRow } from '@parley/domain/view';

/** A row for tests: ids in order of their number, everything else plain unless said. */
export function rowOf(number: number, given: Partial<CollaborationRow> = {}): CollaborationRow {
  const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const at = '2026-11-01T09:00:00.000Z';
  return {
    id,
    version: 1,
    status: 'Pending',
    statusSince: at,
    cancelReason: null,
    campaign: { id: 'c1', name: 'Autumn' },
    creator: {
      id: `creator-${number}`,
      name: `Creator ${number}`,
      handle: null,
      platform: null,
      tags: [],
      validation: null,
    },
    owner: null,
    terms: {
      deliverables: [],
      compensation: {
        kind: 'none',
        amountCents: null,
        currency: null,
        commissionPercent: null,
        product: null,
      },
      timeline: { startsOn: null, dueOn: null },
    },
    delivery: null,
    paid: [],
    paidCents: 0,
    attention: [],
    nextReminderAt: null,
    createdAt: at,
    updatedAt: at,
    ...given,
  };
}
