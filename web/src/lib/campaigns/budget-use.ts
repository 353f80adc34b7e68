import type { CampaignView, Money } from '@parley/domain/view';
import { budgetOf } from './campaign-draft.ts';

/** A campaign's budget and what was agreed against it, in the budget's own currency; others stand beside it. */
export interface BudgetUse {
  readonly budget: Money | null;
  readonly committed: Money | null;
  /** Agreed in currencies that no budget is set in; nothing is converted. */
  readonly others: readonly Money[];
  /** 0 to 1 and beyond; null where there is no budget. */
  readonly share: number | null;
}

export function budgetUse(campaign: CampaignView): BudgetUse {
  const budget = budgetOf(campaign);
  const main = budget?.currency ?? campaign.committed[0]?.currency ?? null;
  const same = campaign.committed.find(({ currency }) => currency === main) ?? null;
  const committed = budget && !same ? { ...budget, amountCents: 0 } : same;
  return {
    budget,
    committed,
    others: campaign.committed.filter(({ currency }) => currency !== main),
    share: budget && committed ? committed.amountCents / budget.amountCents : null,
  };
}
