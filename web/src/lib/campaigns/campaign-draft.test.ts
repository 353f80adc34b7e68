import { describe, expect, it } from 'vitest';
import { draftOfCampaign, readCampaign } from './campaign-draft.ts';

const draft = { ...draftOfCampaign(null, 'me', 'EUR'), name: ' Spring ' };

describe('readCampaign', () => {
  it('reads a form into a body', () => {
    expect(readCampaign({ ...draft, budget: '25,000' })).toMatchObject({
      ok: true,
      body: {
        name: 'Spring',
        brand: null,
        budgetCents: 2_500_000,
        currency: 'EUR',
        ownerId: 'me',
        status: 'Draft',
      },
    });
  });
  it('says what is wrong in words', () => {
    const read = readCampaign({
      ...draft,
      name: ' ',
      budget: 'lots',
      startsOn: '2026-12-02',
      endsOn: '2026-12-01',
    });
    expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual([
      'budgetCents',
      'endsOn',
      'name',
    ]);
  });
});
