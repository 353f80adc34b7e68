import type {
  CampaignInReport,
  CancellationReasons,
  DeliverablesInReport,
  DeliverableWeek,
  OpenStatus,
  Stays,
  TimeInStatus,
} from '@parley/domain/report-view';
import { perStatus } from '../read/list/totals.ts';
import { totalOf } from './status-over-time.ts';
import type { CampaignRow, StayRow, WeekRow } from './told-json.ts';

const TOP_REASONS = 10;

export function timeIn(status: OpenStatus, rows: readonly StayRow[]): TimeInStatus {
  const of = (isOpen: boolean): Stays => {
    const row = rows.find((stay) => stay.status === status && stay.isOpen === isOpen);
    return row
      ? { count: row.count, medianMs: row.medianMs, p90Ms: row.p90Ms }
      : { count: 0, medianMs: null, p90Ms: null };
  };
  return { status, ended: of(false), open: of(true) };
}

export function campaignIn({ campaign, counts: given, money }: CampaignRow): CampaignInReport {
  const counts = perStatus((status) => given[status] ?? 0);
  return { campaign, total: totalOf(counts), counts, money };
}

export function topReasons(rows: CancellationReasons['top']): CancellationReasons {
  const others = rows.slice(TOP_REASONS).reduce((sum, row) => sum + row.count, 0);
  return { top: rows.slice(0, TOP_REASONS), others };
}

export function deliverablesIn(rows: readonly WeekRow[]): DeliverablesInReport {
  const undated = rows.find((row) => row.week === null);
  const weeks = rows.flatMap(({ week, ...pieces }) =>
    week === null ? [] : [{ startsOn: week, ...pieces }],
  );
  const total = (of: (week: DeliverableWeek) => number) =>
    weeks.reduce((sum, week) => sum + of(week), 0);
  return {
    weeks,
    due: total((week) => week.due),
    delivered: total((week) => week.delivered),
    overdue: total((week) => week.overdue),
    handedIn: total((week) => week.handedIn),
    undated: { due: undated?.due ?? 0, delivered: undated?.delivered ?? 0 },
  };
}
