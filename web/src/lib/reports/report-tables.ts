import type {
  MoneyInReport,
  Outcomes,
  ReportSection,
  ReportView,
} from '@parley/domain/report-view';
import { STATUSES } from '@parley/domain/statuses';
import type { Money } from '@parley/domain/view';
import { spanText } from '#lib/format/spans.ts';

/** What the tables need of the reader of the page. */
export interface Words {
  readonly locale: string;
  readonly day: (day: string) => string;
  readonly money: (money: Money) => string;
}
export interface ReportTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where the first cell of each row leads; nowhere unless said. */
  readonly links?: readonly string[];
  /** Columns from this one on are figures. */
  readonly figuresFrom: number;
}

const NONE = '–';

/** Every section as the table that stands beside its chart. */
export function reportTables(
  report: ReportView,
  words: Words,
  campaignHref: (id: string) => string,
): Readonly<Record<ReportSection, ReportTable>> {
  const { day } = words;
  return {
    'status-over-time': {
      head: ['At the end of', ...STATUSES],
      rows: report.statusOverTime.points.map(({ endsOn, counts }) => [
        day(endsOn),
        ...STATUSES.map((status) => `${counts[status]}`),
      ]),
      figuresFrom: 1,
    },
    'time-in-status': timeTable(report, words),
    moves: {
      head: ['Who', 'From', 'To', 'Moves'],
      rows: report.moves.flatMap(({ actor, moves }) =>
        moves.map(({ from, to, count }) => [actor.name, from, to, `${count}`]),
      ),
      figuresFrom: 3,
    },
    money: moneyTable(report, words),
    campaigns: campaignTable(report, words, campaignHref),
    deliverables: deliverableTable(report, words),
    'outcomes-by-tag': outcomeTable(
      'Tag',
      report.outcomesByTag,
      ({ tag }) => tag?.name ?? 'No tag',
    ),
    'outcomes-by-platform': outcomeTable(
      'Platform',
      report.outcomesByPlatform,
      ({ platform }) => platform ?? 'No handle',
    ),
    'cancellation-reasons': {
      head: ['Reason', 'Cancelled'],
      rows: [
        ...report.cancellationReasons.top.map(({ reason, count }) => [reason, `${count}`]),
        ...(report.cancellationReasons.others > 0
          ? [['Other reasons', `${report.cancellationReasons.others}`]]
          : []),
      ],
      figuresFrom: 1,
    },
  };
}

function timeTable({ timeInStatus }: ReportView, { locale }: Words): ReportTable {
  const span = (ms: number | null) => (ms === null ? NONE : spanText(ms, locale));
  return {
    head: ['Status', ...['Ended', 'Median', '90% within', 'Still in it', 'So far', '90% so far']],
    rows: timeInStatus.map(({ status, ended, open }) => [
      ...[status, `${ended.count}`, span(ended.medianMs), span(ended.p90Ms)],
      ...[`${open.count}`, span(open.medianMs), span(open.p90Ms)],
    ]),
    figuresFrom: 1,
  };
}

function moneyTable({ money }: ReportView, words: Words): ReportTable {
  const of = (currency: Money['currency'], amountCents: number | null) =>
    amountCents === null ? NONE : words.money({ currency, amountCents });
  return {
    head: ['Currency', 'Committed', 'Paid', 'Budget'],
    rows: money.map(({ currency, committedCents, paidCents, budgetCents }) => [
      currency,
      ...[committedCents, paidCents, budgetCents].map((cents) => of(currency, cents)),
    ]),
    figuresFrom: 1,
  };
}

function campaignTable(
  { campaigns }: ReportView,
  words: Words,
  href: (id: string) => string,
): ReportTable {
  const sum = (money: readonly MoneyInReport[], of: (sum: MoneyInReport) => number | null) => {
    const texts = money.flatMap((one) => {
      const amountCents = of(one);
      return amountCents === null || amountCents === 0
        ? []
        : [words.money({ currency: one.currency, amountCents })];
    });
    return texts.length === 0 ? NONE : texts.join(' · ');
  };
  return {
    head: ['Campaign', 'All', ...STATUSES, 'Committed', 'Paid', 'Budget'],
    rows: campaigns.map(({ campaign, total, counts, money }) => [
      ...[campaign.name, `${total}`, ...STATUSES.map((status) => `${counts[status]}`)],
      sum(money, ({ committedCents }) => committedCents),
      sum(money, ({ paidCents }) => paidCents),
      sum(money, ({ budgetCents }) => budgetCents),
    ]),
    links: campaigns.map(({ campaign }) => href(campaign.id)),
    figuresFrom: 1,
  };
}

function deliverableTable({ deliverables }: ReportView, { day }: Words): ReportTable {
  const { weeks, undated } = deliverables;
  return {
    head: ['Week of', 'Due', 'Delivered', 'Overdue', 'Handed in'],
    rows: [
      ...weeks.map(({ startsOn, due, delivered, overdue, handedIn }) => [
        day(startsOn),
        ...[due, delivered, overdue, handedIn].map(String),
      ]),
      ...(undated.due > 0
        ? [['No due date', `${undated.due}`, `${undated.delivered}`, '0', NONE]]
        : []),
    ],
    figuresFrom: 1,
  };
}

function outcomeTable<T extends Outcomes>(
  name: string,
  outcomes: readonly T[],
  nameOf: (outcome: T) => string,
): ReportTable {
  return {
    head: [name, 'Completed', 'Cancelled', 'Open'],
    rows: outcomes.map((outcome) => [
      nameOf(outcome),
      ...[outcome.completed, outcome.cancelled, outcome.open].map(String),
    ]),
    figuresFrom: 1,
  };
}
