import { STATUSES } from '@parley/domain/statuses';
import type {
  CampaignInReport,
  Outcomes,
  ReportSection,
  ReportView,
} from '@parley/domain/report-view';
import { type Cell, csvText } from '../csv/csv-text.ts';

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A section of a report as CSV: days as YYYY-MM-DD, money in minor units, spans in milliseconds, as the JSON has them. */
export function reportCsv(section: ReportSection, report: ReportView): string {
  const { head, rows } = TABLES[section](report);
  return csvText(head, rows);
}

const TABLES: Readonly<Record<ReportSection, (report: ReportView) => Table>> = {
  'status-over-time': ({ statusOverTime }) => ({
    head: ['Starts on', 'Ends on', ...STATUSES],
    rows: statusOverTime.points.map(({ startsOn, endsOn, counts }) => [
      ...[startsOn, endsOn],
      ...STATUSES.map((status) => counts[status]),
    ]),
  }),
  'time-in-status': ({ timeInStatus }) => ({
    head: [
      ...['Status', 'Ended', 'Ended median (ms)', 'Ended 90th percentile (ms)'],
      ...['Open', 'Open median (ms)', 'Open 90th percentile (ms)'],
    ],
    rows: timeInStatus.map(({ status, ended, open }) => [
      ...[status, ended.count, ended.medianMs, ended.p90Ms],
      ...[open.count, open.medianMs, open.p90Ms],
    ]),
  }),
  moves: ({ moves }) => ({
    head: ['Who', 'Kind', 'From', 'To', 'Moves'],
    rows: moves.flatMap(({ actor, moves: counted }) =>
      counted.map(({ from, to, count }) => [actor.name, actor.kind, from, to, count]),
    ),
  }),
  money: ({ money }) => ({
    head: ['Currency', 'Committed (minor units)', 'Paid (minor units)', 'Budget (minor units)'],
    rows: money.map((sum) => [
      ...[sum.currency, sum.committedCents, sum.paidCents, sum.budgetCents],
    ]),
  }),
  campaigns: ({ campaigns }) => ({
    head: [
      ...['Campaign', 'Campaign id', 'Collaborations', ...STATUSES],
      ...['Currency', 'Committed (minor units)', 'Paid (minor units)', 'Budget (minor units)'],
    ],
    rows: campaigns.flatMap(campaignRows),
  }),
  deliverables: ({ deliverables: { weeks, undated } }) => ({
    head: ['Week of', 'Due', 'Delivered', 'Overdue', 'Handed in'],
    rows: [
      ...weeks.map((week) => [
        ...[week.startsOn, week.due, week.delivered, week.overdue, week.handedIn],
      ]),
      ...(undated.due > 0 ? [['No due date', undated.due, undated.delivered, 0, null]] : []),
    ],
  }),
  'outcomes-by-tag': ({ outcomesByTag }) =>
    outcomeTable('Tag', outcomesByTag, ({ tag }) => tag?.name ?? 'No tag'),
  'outcomes-by-platform': ({ outcomesByPlatform }) =>
    outcomeTable('Platform', outcomesByPlatform, ({ platform }) => platform ?? 'No handle'),
  'cancellation-reasons': ({ cancellationReasons: { top, others } }) => ({
    head: ['Reason', 'Cancelled'],
    rows: [
      ...top.map(({ reason, count }) => [reason, count]),
      ...(others > 0 ? [['Other reasons', others]] : []),
    ],
  }),
};

/** One row per currency; what is counted stands in the first alone, so that columns add up. */
function campaignRows({ campaign, total, counts, money }: CampaignInReport): Cell[][] {
  const figures = [total, ...STATUSES.map((status) => counts[status])];
  const sums = money.length === 0 ? [null] : money;
  return sums.map((sum, at) => [
    ...[campaign.name, campaign.id, ...figures.map((figure) => (at === 0 ? figure : null))],
    ...(sum
      ? [sum.currency, sum.committedCents, sum.paidCents, sum.budgetCents]
      : [null, null, null, null]),
  ]);
}

function outcomeTable<T extends Outcomes>(
  name: string,
  outcomes: readonly T[],
  nameOf: (outcome: T) => string,
): Table {
  return {
    head: [name, 'Completed', 'Cancelled', 'Open'],
    rows: outcomes.map((outcome) => [
      ...[nameOf(outcome), outcome.completed, outcome.cancelled, outcome.open],
    ]),
  };
}
