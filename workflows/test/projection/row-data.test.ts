import { EMPTY_TERMS } from '@parley/domain/empty-terms';
import { evolve } from '@parley/domain/evolve';
import { policyOf } from '@parley/domain/reminders';
import { describe, expect, it } from 'vitest';
import { rowData, type RowSettings } from '../../src/projection/row-data.ts';

const ID = '01900000-0000-7000-8000-00000000c011';
const actor = { kind: 'system', id: null } as const;
// A Wednesday: three days later is a Saturday.
const MOVED_AT = '2026-03-04T15:00:00.000Z';
const created = evolve(null, {
  ...{ seq: 1, at: MOVED_AT, actor, commandId: ID, type: 'Created' },
  data: {
    ...{ id: ID, campaignId: ID, creatorId: ID, ownerId: null },
    ...{ terms: EMPTY_TERMS, shipsProduct: false },
  },
});
const negotiating = evolve(created, {
  ...{ seq: 2, at: MOVED_AT, actor, commandId: ID, type: 'StatusChanged' },
  data: { from: 'Pending', to: 'Negotiating', reason: null },
});
const settings: RowSettings = {
  endOfDay: (day) => `${day}T23:00:00.000Z`,
  reminders: {
    policy: policyOf({
      negotiation: { enabled: true, afterHours: 72, repeatHours: 48, escalateAfter: 3 },
    }),
    workingTime: {
      timeZone: 'Europe/Berlin',
      workingDays: [1, 2, 3, 4, 5],
      workingHours: { from: '09:00', to: '18:00' },
    },
  },
};

describe('the next reminder of a row', () => {
  it('is shown when it will be sent: in the next working hours of the workspace', () => {
    expect(rowData(negotiating, settings).nextReminderAt).toBe('2026-03-09T08:00:00.000Z');
  });

  it('is none while the campaign rests, and where nothing is negotiated', () => {
    expect(rowData(negotiating, { ...settings, reminders: null }).nextReminderAt).toBeNull();
    expect(rowData(created, settings).nextReminderAt).toBeNull();
  });
});
