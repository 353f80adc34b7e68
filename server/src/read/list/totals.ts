import type { Queries } from '@parley/workflows/projection/postgres';
import type { Currency } from '@parley/domain/currencies';
import { type Status, STATUSES } from '@parley/domain/statuses';
import type { CollaborationPage, Money } from '@parley/domain/view';
import type postgres from 'postgres';

export type Totals = Pick<CollaborationPage, 'counts' | 'sums'>;

interface TotalRow {
  readonly status: Status;
  readonly currency: Currency | null;
  readonly count: number;
  readonly amount: number | null;
}

/** How many rows, and how much agreed money per currency, each status has. */
export async function readTotals(sql: Queries, where: postgres.Fragment): Promise<Totals> {
  const rows = await sql<TotalRow[]>`
    select c.status, c.currency, count(*) as count, sum(c.amount_cents)::bigint as amount
    from collaborations c where ${where} group by 1, 2 order by 1, 2`;
  return {
    counts: perStatus((status) =>
      rows.reduce((sum, row) => sum + (row.status === status ? row.count : 0), 0),
    ),
    sums: perStatus((status) => rows.filter((row) => row.status === status).flatMap(money)),
  };
}

/** How many rows the statuses of a filter select; all where it names none. */
export function totalOf({ counts }: Totals, statuses: readonly Status[]): number {
  const chosen = STATUSES.filter((status) => statuses.length === 0 || statuses.includes(status));
  return chosen.reduce((sum, status) => sum + counts[status], 0);
}

function money({ currency, amount }: TotalRow): Money[] {
  return currency === null || amount === null ? [] : [{ currency, amountCents: amount }];
}

/** One value for every status. */
export function perStatus<T>(value: (status: Status) => T): Record<Status, T> {
  return {
    Pending: value('Pending'),
    Negotiating: value('Negotiating'),
    Fulfilling: value('Fulfilling'),
    Completed: value('Completed'),
    Cancelled: value('Cancelled'),
  };
}
