import { describe, expect, it } from 'vitest';
import { draftOfWorkspace, readWorkspace } from './workspace-draft.ts';

const written = {
  name: 'Studio',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  workingDays: [1, 2, 3],
  workingHours: { from: '09:00', to: '18:00' },
  reminders: { negotiation: { enabled: true, afterHours: 72, repeatHours: 36, escalateAfter: 3 } },
};
const workspace = {
  ...written,
  tagOnOutcome: { Completed: null, Cancelled: null },
  validatorId: null,
};

describe('readWorkspace', () => {
  it('writes back what it read', () => {
    expect(readWorkspace(draftOfWorkspace(workspace))).toEqual({ ok: true, body: written });
  });
  it('says every field that is wrong', () => {
    const draft = {
      ...draftOfWorkspace(workspace),
      name: '',
      workingDays: [],
      to: '08:00',
      afterDays: '0',
      repeatDays: 'x',
      escalateAfter: '0',
    };
    const read = readWorkspace(draft);
    expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual([
      'afterDays',
      'escalateAfter',
      'name',
      'repeatDays',
      'to',
      'workingDays',
    ]);
  });
});
