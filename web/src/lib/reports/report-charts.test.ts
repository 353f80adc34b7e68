import type { ReportView } from '@parley/domain/report-view';
import { expect, it } from 'vitest';
import {
  campaignBars,
  deliverableColumns,
  moneyBars,
  moveBars,
  statusColumns,
  timeBars,
} from './report-charts.ts';
import { reportTables, type Words } from './report-tables.ts';

const words: Words = {
  locale: 'en',
  day: (day) => day,
  money: ({ amountCents, currency }) => `${amountCents / 100} ${currency}`,
};
const counts = { Pending: 1, Negotiating: 2, Fulfilling: 3, Completed: 4, Cancelled: 5 };
const HOUR = 3_600_000;
const stays = { count: 2, medianMs: 5 * HOUR, p90Ms: 72 * HOUR };
const none = { count: 0, medianMs: null, p90Ms: null };
const week = (startsOn: string, due: number, delivered: number, overdue: number) => ({
  ...{ startsOn, due, delivered, overdue, handedIn: 0 },
});
const REPORT: ReportView = {
  asOf: '2026-03-20T10:00:00.000Z',
  timeZone: 'UTC',
  period: { from: null, to: '2026-03-20' },
  asToday: [],
  total: 15,
  counts,
  statusOverTime: {
    bucket: 'day',
    points: [{ startsOn: '2026-03-20', endsOn: '2026-03-20', counts }],
  },
  timeInStatus: [{ status: 'Pending', ended: stays, open: none }],
  moves: [
    {
      actor: { id: null, kind: 'operator', name: 'Temporal operator' },
      ...{ total: 3, inBatches: 2, batches: 1 },
      moves: [
        { from: 'Pending', to: 'Fulfilling', count: 1 },
        { from: 'Negotiating', to: 'Fulfilling', count: 2 },
      ],
    },
  ],
  money: [{ currency: 'EUR', committedCents: 5_000, paidCents: 100, budgetCents: null }],
  campaigns: [
    {
      campaign: { id: 'a', name: 'Aurora' },
      ...{ total: 5, counts: { ...counts, Cancelled: 0, Fulfilling: 2, Completed: 0 } },
      money: [
        { currency: 'EUR', committedCents: 5_000, paidCents: 0, budgetCents: 9_900 },
        { currency: 'USD', committedCents: 300, paidCents: 100, budgetCents: null },
      ],
    },
    {
      campaign: { id: 'b', name: 'Birch' },
      ...{ total: 10, counts: { ...counts, Pending: 0 } },
      money: [],
    },
  ],
  deliverables: {
    weeks: [week('2026-03-02', 3, 2, 1), week('2026-03-23', 2, 0, 0), week('2040-01-02', 9, 0, 0)],
    ...{ due: 14, delivered: 2, overdue: 1, handedIn: 0 },
    undated: { due: 1, delivered: 0 },
  },
  outcomesByTag: [{ tag: null, completed: 1, cancelled: 2, open: 3 }],
  outcomesByPlatform: [],
  cancellationReasons: { top: [{ reason: 'No budget', count: 4 }], others: 1 },
};

it('draws the figures of the table', () => {
  const tables = reportTables(REPORT, words, (id) => `/campaigns/${id}/report`);
  const [column] = statusColumns(REPORT, words);
  expect(tables['status-over-time'].rows).toEqual([
    [column?.label, ...(column?.values ?? []).map(String)],
  ]);
  const [ended, open] = timeBars(REPORT, words);
  expect(ended?.text).toBe('5 h, 90% within 3 d');
  expect(open?.text).toBe('none');
  expect(tables['time-in-status'].rows[0]).toEqual(['Pending', '2', '5 h', '3 d', '0', '–', '–']);
  expect(tables['cancellation-reasons'].rows).toEqual([
    ['No budget', '4'],
    ['Other reasons', '1'],
  ]);
  expect(tables.money.rows).toEqual([['EUR', '50 EUR', '1 EUR', '–']]);
});

it('fills the weeks between, and leaves out those too far ahead to draw', () => {
  const columns = deliverableColumns(REPORT, words);
  expect(columns.slice(0, 4).map(({ key, values }) => [key, values])).toEqual([
    ['2026-03-02', [2, 1, 0]],
    ['2026-03-09', [0, 0, 0]],
    ['2026-03-16', [0, 0, 0]],
    ['2026-03-23', [0, 0, 2]],
  ]);
  expect(columns.length).toBeLessThanOrEqual(26);
  expect(
    reportTables(REPORT, words, (id) => `/campaigns/${id}/report`).deliverables.rows.map(
      ([day]) => day,
    ),
  ).toContain('2040-01-02');
});

it('adds the moves of an actor by where they led, and names batches', () => {
  const [bar] = moveBars(REPORT);
  expect(bar?.segments.map(({ value }) => value)).toEqual([0, 0, 3, 0, 0]);
  expect(bar?.text).toBe('3, 2 in 1 batch');
});

it('draws no budget where there is none', () => {
  const bars = REPORT.money.flatMap((sum) => moneyBars(sum, words));
  expect(bars.map(({ label, mark }) => [label, mark])).toEqual([
    ['Committed', undefined],
    ['Paid', undefined],
  ]);
});

it('lists each campaign with its money by currency, and draws the largest first', () => {
  const { campaigns } = reportTables(REPORT, words, (id) => `/campaigns/${id}/report`);
  expect(campaigns.rows).toEqual([
    ['Aurora', '5', '1', '2', '2', '0', '0', '50 EUR · 3 USD', '1 USD', '99 EUR'],
    ['Birch', '10', '0', '2', '3', '4', '5', '–', '–', '–'],
  ]);
  expect(campaigns.links).toEqual(['/campaigns/a/report', '/campaigns/b/report']);
  expect(campaignBars(REPORT).map(({ label, text }) => [label, text])).toEqual([
    ['Birch', '10'],
    ['Aurora', '5'],
  ]);
});
