import type { Outcomes, ReportView, Stays } from '@parley/domain/report-view';
import { STATUSES, type Status } from '@parley/domain/statuses';
import type { BarRow, Column, Series } from '#lib/charts/chart.ts';
import { spanText } from '#lib/format/spans.ts';
import type { Words } from './report-tables.ts';

const colourOf = (status: Status) => `var(--${status.toLowerCase()}-mark)`;

export const STATUS_SERIES: readonly Series[] = STATUSES.map((name) => ({
  name,
  colour: colourOf(name),
}));

export function statusColumns({ statusOverTime }: ReportView, { day }: Words): Column[] {
  return statusOverTime.points.map(({ endsOn, counts }) => ({
    key: endsOn,
    label: day(endsOn),
    values: STATUSES.map((status) => counts[status]),
  }));
}

export const DELIVERABLE_SERIES: readonly Series[] = [
  { name: 'Delivered', colour: 'var(--completed-mark)' },
  { name: 'Overdue', colour: 'var(--danger-fill)' },
  { name: 'Not yet delivered', colour: 'var(--border-strong)' },
];
/** More weeks than these are too narrow to tell apart: those around the report's day are drawn. */
const MOST_WEEKS = 26;
const WEEKS_AHEAD = 12;
const WEEK_MS = 7 * 86_400_000;

/** Weeks with something due, and those between them. */
export function deliverableColumns(report: ReportView, { day }: Words): Column[] {
  const due = new Map(
    report.deliverables.weeks.filter((week) => week.due > 0).map((week) => [week.startsOn, week]),
  );
  const [first, ...others] = [...due.keys()];
  const last = others.at(-1) ?? first;
  if (first === undefined || last === undefined) return [];
  const ahead = weekAfter(report.asOf.slice(0, 10), WEEKS_AHEAD);
  const end = last < ahead ? last : first > ahead ? first : ahead;
  const weeks: string[] = [];
  for (
    let week = later(first, mondayBefore(end, MOST_WEEKS));
    week <= end;
    week = weekAfter(week, 1)
  )
    weeks.push(week);
  return weeks.map((startsOn) => {
    const { due: all, delivered, overdue } = due.get(startsOn) ?? NOTHING_DUE;
    return {
      key: startsOn,
      label: day(startsOn),
      values: [delivered, overdue, all - delivered - overdue],
    };
  });
}

const NOTHING_DUE = { due: 0, delivered: 0, overdue: 0 };
const later = (a: string, b: string) => (a > b ? a : b);

function weekAfter(day: string, weeks: number): string {
  return new Date(Date.parse(day) + weeks * WEEK_MS).toISOString().slice(0, 10);
}

/** The Monday so many weeks before the week of a day. */
function mondayBefore(day: string, weeks: number): string {
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return weekAfter(
    new Date(Date.parse(day) - (weekday * WEEK_MS) / 7).toISOString().slice(0, 10),
    1 - weeks,
  );
}

/** Two bars for each status: stays that ended, and those that last. */
export function timeBars({ timeInStatus }: ReportView, { locale }: Words): BarRow[] {
  const bar = (key: string, label: string, { medianMs, p90Ms }: Stays, colour: string): BarRow => ({
    ...{ key, label, segments: [{ value: medianMs ?? 0, colour }], mark: p90Ms ?? undefined },
    text:
      medianMs === null || p90Ms === null
        ? 'none'
        : `${spanText(medianMs, locale)}, 90% within ${spanText(p90Ms, locale)}`,
  });
  return timeInStatus.flatMap(({ status, ended, open }) => {
    const colour = colourOf(status);
    const pale = `color-mix(in srgb, ${colour} 40%, var(--surface))`;
    return [
      bar(status, status, ended, colour),
      bar(`${status} still`, `${open.count} still in it`, open, pale),
    ];
  });
}

export function moveBars({ moves }: ReportView): BarRow[] {
  return moves.map(({ actor, total, inBatches, batches, moves: ways }) => ({
    key: `${actor.kind}/${actor.id ?? ''}`,
    label: actor.name,
    segments: STATUSES.map((to) => ({
      value: ways.reduce((sum, way) => sum + (way.to === to ? way.count : 0), 0),
      colour: colourOf(to),
    })),
    text: inBatches === 0 ? `${total}` : `${total}, ${inBatches} in ${batchWords(batches)}`,
  }));
}

const batchWords = (count: number) => (count === 1 ? '1 batch' : `${count} batches`);

/** The bars of one currency. */
export function moneyBars(
  { currency, committedCents, paidCents, budgetCents }: ReportView['money'][number],
  { money }: Words,
): BarRow[] {
  const bar = (label: string, amountCents: number, colour: string): BarRow => ({
    ...{ key: label, label, text: money({ currency, amountCents }) },
    segments: [{ value: amountCents, colour }],
    mark: budgetCents ?? undefined,
  });
  return [
    bar('Committed', committedCents, 'var(--accent)'),
    bar('Paid', paidCents, 'var(--completed-mark)'),
  ];
}

/** More campaigns than these are in the table alone. */
const MOST_CAMPAIGNS = 20;

/** The campaigns with most collaborations, by status. */
export function campaignBars({ campaigns }: ReportView): BarRow[] {
  return campaigns
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total)
    .slice(0, MOST_CAMPAIGNS)
    .map(({ campaign, total, counts }) => ({
      ...{ key: campaign.id, label: campaign.name, text: `${total}` },
      segments: STATUSES.map((status) => ({ value: counts[status], colour: colourOf(status) })),
    }));
}

export const OUTCOME_SERIES: readonly Series[] = [
  { name: 'Completed', colour: colourOf('Completed') },
  { name: 'Cancelled', colour: colourOf('Cancelled') },
  { name: 'Open', colour: 'var(--border-strong)' },
];

export function outcomeBars<T extends Outcomes>(
  outcomes: readonly T[],
  nameOf: (outcome: T) => string,
): BarRow[] {
  return outcomes.map((outcome, at) => {
    const values = [outcome.completed, outcome.cancelled, outcome.open];
    return {
      ...{ key: `${at}`, label: nameOf(outcome), text: values.join(' · ') },
      segments: values.map((value, part) => ({
        value,
        colour: OUTCOME_SERIES[part]?.colour ?? '',
      })),
    };
  });
}

export function reasonBars({ cancellationReasons: { top, others } }: ReportView): BarRow[] {
  const all = others > 0 ? [...top, { reason: 'Other reasons', count: others }] : top;
  return all.map(({ reason, count }) => ({
    ...{ key: reason, label: reason, text: `${count}` },
    segments: [{ value: count, colour: colourOf('Cancelled') }],
  }));
}
