import { describe, expect, it } from 'vitest';
import { createBody } from '@parley/domain/commands.schema';
import { readDraft, type CollaborationDraft } from './draft.ts';

const id = '0190d8a0-0000-7000-8000-000000000001';
const draft: CollaborationDraft = {
  campaignId: id,
  creatorId: id,
  ownerId: '',
  deliverables: [],
  amount: '',
  currency: 'EUR',
  commission: '',
  product: '',
  dueOn: '',
  shipsProduct: false,
};

describe('readDraft', () => {
  it('reads a full form into a body that the API takes', () => {
    const read = readDraft({
      ...draft,
      ownerId: id,
      amount: '1,500',
      commission: '5',
      dueOn: '2026-12-24',
      deliverables: [{ type: ' Reel ', quantity: '2', requirements: '', dueOn: '2026-12-20' }],
    });
    expect(read).toMatchObject({
      ok: true,
      body: {
        ownerId: id,
        terms: {
          deliverables: [{ type: 'Reel', quantity: 2, requirements: null, dueOn: '2026-12-20' }],
          compensation: {
            amountCents: 150_000,
            currency: 'EUR',
            commissionPercent: 5,
            product: null,
          },
          timeline: { startsOn: null, dueOn: '2026-12-24' },
        },
      },
    });
    expect(read.ok && createBody.safeParse(read.body).success).toBe(true);
  });

  it('needs nothing but campaign and creator', () => {
    expect(readDraft(draft)).toMatchObject({
      ok: true,
      body: { ownerId: null, shipsProduct: false },
    });
  });

  it('says every field that is wrong', () => {
    const read = readDraft({
      ...draft,
      campaignId: '',
      creatorId: '',
      amount: 'much',
      commission: '200',
      deliverables: [{ type: '', quantity: '1', requirements: '', dueOn: '' }],
    });
    expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual([
      'amount',
      'campaignId',
      'commission',
      'creatorId',
      'deliverables.0',
    ]);
  });
});
