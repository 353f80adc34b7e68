import type { Bucket, StatusCounts, StatusPoint } from '@parley/domain/report-view';
import { STATUSES, type Status } from '@parley/domain/statuses';
import { perStatus } from '../read/list/totals.ts';
import type { Turn } from './told-json.ts';

const DAY_MS = 86_400_000;
/** More days than these are shown by week, more weeks by month: what a chart of a page's width can tell apart. */
const MOST_DAYS = 62;
const MOST_WEEKS = 62;

/** How many stood in each status at the end of every day, week or month of the span. Pure. */
export function statusOverTime(
  turns: readonly Turn[],
  span: { readonly from: string | null; readonly to: string },
): { readonly bucket: Bucket; readonly points: readonly StatusPoint[] } {
  const inOrder = turns.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const from = span.from ?? inOrder[0]?.day ?? span.to;
  if (inOrder.length === 0 || from > span.to) return { bucket: 'day', points: [] };
  const bucket = bucketFor(from, span.to);
  const counts = countsOf([]);
  let next = 0;
  const points = bucketsOf(bucket, from, span.to).map(({ startsOn, endsOn }) => {
    for (; next < inOrder.length; next += 1) {
      const turn = inOrder[next];
      if (turn === undefined || turn.day > endsOn) break;
      apply(counts, turn);
    }
    return { startsOn, endsOn, counts: { ...counts } };
  });
  return { bucket, points };
}

/** How many stand in each status after all of these. */
export function countsOf(turns: readonly Turn[]): Record<Status, number> {
  const counts = perStatus(() => 0);
  for (const turn of turns) apply(counts, turn);
  return counts;
}

export function totalOf(counts: StatusCounts): number {
  return STATUSES.reduce((sum, status) => sum + counts[status], 0);
}

function apply(counts: Record<Status, number>, { before, status, count }: Turn): void {
  if (before !== null) counts[before] -= count;
  counts[status] += count;
}

function bucketFor(from: string, to: string): Bucket {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_WEEKS * 7 ? 'week' : 'month';
}

function bucketsOf(
  bucket: Bucket,
  from: string,
  to: string,
): { startsOn: string; endsOn: string }[] {
  const buckets: { startsOn: string; endsOn: string }[] = [];
  for (let startsOn = startOf(bucket, from); startsOn <= to;) {
    const following = startAfter(bucket, startsOn);
    const last = dayOf(Date.parse(following) - DAY_MS);
    buckets.push({ startsOn, endsOn: last < to ? last : to });
    startsOn = following;
  }
  return buckets;
}

function startOf(bucket: Bucket, day: string): string {
  if (bucket === 'month') return `${day.slice(0, 7)}-01`;
  if (bucket === 'day') return day;
  const at = Date.parse(day);
  return dayOf(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS);
}

function startAfter(bucket: Bucket, start: string): string {
  if (bucket === 'day') return dayOf(Date.parse(start) + DAY_MS);
  if (bucket === 'week') return dayOf(Date.parse(start) + 7 * DAY_MS);
  return startOf('month', dayOf(Date.parse(start) + 31 * DAY_MS));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
