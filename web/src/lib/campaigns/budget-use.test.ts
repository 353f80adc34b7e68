import type { CampaignView, Money } from '@parley/domain/view';
import { expect, it } from 'vitest';
import { budgetUse } from './budget-use.ts';

const campaign = (committed: readonly Money[], budgetCents: number | null): CampaignView => ({
  id: 'c',
  name: 'C',
  brand: null,
  brief: null,
  status: 'Live',
  owner: null,
  budgetCents,
  currency: 'EUR',
  startsOn: null,
  endsOn: null,
  access: 'team',
  people: [],
  counts: { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 },
  committed,
  validatorId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const eur = (amountCents: number): Money => ({ currency: 'EUR', amountCents });
const usd = (amountCents: number): Money => ({ currency: 'USD', amountCents });

it('compares a budget with what was agreed in its own currency alone', () => {
  expect(budgetUse(campaign([eur(150), usd(70)], 100))).toEqual({
    budget: eur(100),
    committed: eur(150),
    others: [usd(70)],
    share: 1.5,
  });
  expect(budgetUse(campaign([usd(70)], 100))).toMatchObject({ committed: eur(0), share: 0 });
});

it('has no share without a budget', () => {
  expect(budgetUse(campaign([usd(70), eur(5)], null))).toEqual({
    budget: null,
    committed: usd(70),
    others: [eur(5)],
    share: null,
  });
  expect(budgetUse(campaign([], null))).toMatchObject({ committed: null, others: [] });
});
