import { paidCentsOf } from '@parley/domain/money';
import type { CollaborationRow, DeliverableView } from '@parley/domain/view';
import type { Cell } from '../csv/csv-text.ts';
import { moneyText } from './money-text.ts';

type Column = readonly [name: string, cell: (row: CollaborationRow, now: string) => Cell];

/** The columns of an export, in this order. */
const COLUMNS: readonly Column[] = [
  ['Id', ({ id }) => id],
  ['Campaign', ({ campaign }) => campaign.name],
  ['Creator', ({ creator }) => creator.name],
  ['Handle', ({ creator }) => creator.handle],
  ['Platform', ({ creator }) => creator.platform],
  ['Tags', ({ creator }) => creator.tags.map((tag) => tag.name).join('; ')],
  ['Validation', ({ creator }) => creator.validation?.label ?? null],
  ['Validation score', ({ creator }) => creator.validation?.score ?? null],
  ['Validator', ({ creator }) => creator.validation?.validatorName ?? null],
  ['Owner', ({ owner }) => owner?.name ?? null],
  ['Status', ({ status }) => status],
  ['Status since', ({ statusSince }) => statusSince],
  ['Cancel reason', ({ cancelReason }) => cancelReason],
  ['Deliverables', ({ terms }) => terms.deliverables.map(deliverable).join('; ')],
  ['Compensation', ({ terms }) => terms.compensation.kind],
  ['Amount', ({ terms }) => money(terms.compensation.amountCents, terms.compensation.currency)],
  ['Currency', ({ terms }) => terms.compensation.currency],
  ['Commission percent', ({ terms }) => terms.compensation.commissionPercent],
  ['Product', ({ terms }) => terms.compensation.product],
  ['Starts on', ({ terms }) => terms.timeline.startsOn],
  ['Due on', ({ terms }) => terms.timeline.dueOn],
  ['Paid', (row) => money(paidCentsOf(row.paid, paidCurrency(row)), paidCurrency(row))],
  ['Paid currency', paidCurrency],
  ['Paid in other currencies', otherPayments],
  ['Delivery', ({ delivery }) => delivery?.status ?? null],
  ['Carrier', ({ delivery }) => delivery?.carrier ?? null],
  ['Tracking number', ({ delivery }) => delivery?.trackingNumber ?? null],
  ['Delivery problem', ({ delivery }) => delivery?.reason ?? null],
  [
    'Needs attention',
    ({ attention }, now) =>
      attention.flatMap(({ code, since }) => (since <= now ? [code] : [])).join('; '),
  ],
  ['Next reminder at', ({ nextReminderAt }) => nextReminderAt],
  ['Created at', ({ createdAt }) => createdAt],
  ['Updated at', ({ updatedAt }) => updatedAt],
];

export const COLLABORATION_HEAD = COLUMNS.map(([name]) => name);

/** One collaboration as cells; `now` tells what needs attention. */
export function collaborationCells(row: CollaborationRow, now: string): Cell[] {
  return COLUMNS.map(([, cell]) => cell(row, now));
}

function money(amountCents: number | null, currency: PaidCurrency): string | null {
  return amountCents === null || currency === null ? null : moneyText(amountCents, currency);
}

type PaidCurrency = CollaborationRow['terms']['compensation']['currency'];

/** What `paidCents` is counted in: the agreed currency, or else the first payment's; null where nothing was paid. */
function paidCurrency({ paid, terms }: CollaborationRow): PaidCurrency {
  return paid.length === 0 ? null : (terms.compensation.currency ?? paid[0]?.currency ?? null);
}

function otherPayments(row: CollaborationRow): string {
  return row.paid
    .filter(({ currency }) => currency !== paidCurrency(row))
    .map(({ currency, amountCents }) => `${moneyText(amountCents, currency)} ${currency}`)
    .join('; ');
}

function deliverable({ type, quantity, delivered, dueOn }: DeliverableView): string {
  return `${quantity} ${type}, ${delivered} delivered${dueOn === null ? '' : `, due ${dueOn}`}`;
}
