import type { Status } from '@parley/domain/statuses';
import type { CollaborationPage, CollaborationRow, Money } from '@parley/domain/view';

/** How many rows, and how much money, each status has in what the query selects, its statuses aside. */
export type Tally = Pick<CollaborationPage, 'counts' | 'sums'>;

/** The tally after one row became another: null where it was not, or is no longer, among the selected. */
export function retold(
  tally: Tally,
  before: CollaborationRow | null,
  after: CollaborationRow | null,
): Tally {
  if (before && after && before.status === after.status && amountOf(before) === amountOf(after)) {
    return tally;
  }
  const without = before ? moved(tally, before, -1) : tally;
  return after ? moved(without, after, 1) : without;
}

function moved(tally: Tally, row: CollaborationRow, sign: 1 | -1): Tally {
  const { status } = row;
  const { amountCents, currency } = row.terms.compensation;
  const counts: Record<Status, number> = { ...tally.counts };
  counts[status] = Math.max(0, counts[status] + sign);
  if (amountCents === null || currency === null) return { ...tally, counts };
  const sums = { ...tally.sums, [status]: added(tally.sums[status], currency, sign * amountCents) };
  return { counts, sums };
}

function added(sums: readonly Money[], currency: Money['currency'], amountCents: number): Money[] {
  const known = sums.some((sum) => sum.currency === currency);
  const all = known ? sums : [...sums, { currency, amountCents: 0 }];
  return all
    .map((sum) =>
      sum.currency === currency ? { ...sum, amountCents: sum.amountCents + amountCents } : sum,
    )
    .filter((sum) => sum.amountCents > 0);
}

function amountOf(row: CollaborationRow): string {
  return `${row.terms.compensation.amountCents} ${row.terms.compensation.currency}`;
}
