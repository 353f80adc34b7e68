import type { CompensationView, Money } from '@parley/domain/view';

export interface PaidProgress {
  /** What was agreed, or null where no amount is. */
  readonly agreed: Money | null;
  /** What was paid in the agreed currency (minor units). */
  readonly paidCents: number;
  /** What is left in the agreed currency, never below 0. */
  readonly openCents: number;
  /** 0 to 1 of the agreed amount. */
  readonly part: number;
  readonly isOver: boolean;
  /** Paid in other currencies: shown beside, never added. */
  readonly others: readonly Money[];
}

/** Paid against agreed, without ever comparing across currencies. */
export function paidProgress(compensation: CompensationView, paid: readonly Money[]): PaidProgress {
  const { amountCents, currency } = compensation;
  const agreed = amountCents !== null && currency !== null ? { amountCents, currency } : null;
  const same = paid.find((sum) => sum.currency === agreed?.currency);
  const paidCents = same?.amountCents ?? 0;
  const openCents = agreed ? Math.max(0, agreed.amountCents - paidCents) : 0;
  return {
    agreed,
    paidCents,
    openCents,
    part: agreed ? Math.min(1, paidCents / agreed.amountCents) : 0,
    isOver: agreed !== null && paidCents > agreed.amountCents,
    others: paid.filter((sum) => sum !== same),
  };
}
