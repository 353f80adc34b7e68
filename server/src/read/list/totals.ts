import type { Currency } from '@parley/domain/currencies';
import { currency } from '@parley/domain/scalars';
import { type Status, STATUSES } from '@parley/domain/statuses';
import type { CollaborationPage, Money } from '@parley/domain/view';
import { codeOf, PASSES } from './checks.ts';
import type { Selection } from './selection.ts';

const OWN = codeOf('status');

export type Totals = Pick<CollaborationPage, 'counts' | 'sums'>;

/** How many rows, and how much agreed money per currency, each status has, whatever the status filter. */
export function totalsOf(selection: Selection): Totals {
  const { columns, missed } = selection;
  const kinds = columns.currencies.size + 1;
  const counts = new Int32Array(STATUSES.length);
  // By status, then by currency, nothing agreed first.
  const sums = new Float64Array(STATUSES.length * kinds);
  for (let row = 0; row < missed.length; row += 1) {
    if (missed[row] !== PASSES && missed[row] !== OWN) continue;
    const status = columns.status[row] ?? 0;
    counts[status] = (counts[status] ?? 0) + 1;
    const amount = columns.amount[row] ?? Number.NaN;
    const cell = status * kinds + (columns.currency[row] ?? 0);
    if (!Number.isNaN(amount)) sums[cell] = (sums[cell] ?? 0) + amount;
  }
  return {
    counts: perStatus((status) => counts[STATUSES.indexOf(status)] ?? 0),
    sums: perStatus((status) => {
      const from = STATUSES.indexOf(status) * kinds + 1;
      return moneyOf(columns.currencies.ids, sums.subarray(from, from + kinds - 1));
    }),
  };
}

function moneyOf(currencies: readonly string[], sums: Float64Array): Money[] {
  return currencies
    .flatMap((code, index): Money[] => {
      const amountCents = sums[index] ?? 0;
      return amountCents === 0 ? [] : [{ currency: currencyOf(code), amountCents }];
    })
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

function currencyOf(code: string): Currency {
  return currency.parse(code);
}

/** How many rows the statuses of a filter select; all where it names none. */
export function totalOf({ counts }: Totals, statuses: readonly Status[]): number {
  const chosen = STATUSES.filter((status) => statuses.length === 0 || statuses.includes(status));
  return chosen.reduce((sum, status) => sum + counts[status], 0);
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
