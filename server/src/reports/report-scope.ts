import { endOfDayIn } from '@parley/workflows/projection/end-of-day';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { type Reader, seesAll } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { localDay } from './local-day.ts';
import type { ReportQuery } from './report-query.ts';

const DAY_MS = 86_400_000;

/** What a report is about: until when it is told, the period it looks at, and which campaigns. */
export interface ReportScope {
  readonly asOf: string;
  readonly timeZone: string;
  /** The day of `asOf`. */
  readonly asOfOn: string;
  readonly from: string | null;
  readonly to: string;
  /** Whether somebody chose where the period ends: otherwise what is due later counts too. */
  readonly isEndChosen: boolean;
  /** The instants between which something happened in the period: the first included, the second not. */
  readonly fromAt: string;
  readonly untilAt: string;
  /** Every campaign there is: then nothing need be asked which event belongs to which. */
  readonly isWhole: boolean;
  /** SQL for `campaign_id in (…)`. */
  readonly campaigns: postgres.Fragment;
}

export function reportScope(
  sql: Queries,
  reader: Reader,
  { asOf, from, to, campaign }: ReportQuery,
  timeZone: string,
): ReportScope {
  const endOfDay = endOfDayIn(timeZone);
  const now = new Date().toISOString();
  const asked = asOf === undefined ? now : asOf.length === 10 ? lastOf(endOfDay(asOf)) : asOf;
  const at = asked < now ? asked : now;
  const asOfOn = localDay(at, timeZone);
  const visible = visibleCampaigns(sql, reader);
  return {
    asOf: at,
    timeZone,
    asOfOn,
    from: from ?? null,
    to: to ?? asOfOn,
    isEndChosen: to !== undefined,
    fromAt: from === undefined ? BEGINNING : endOfDay(dayBefore(from)),
    untilAt: to === undefined ? END : endOfDay(to),
    isWhole: campaign.length === 0 && seesAll(reader),
    campaigns:
      campaign.length === 0
        ? visible
        : sql`select id from campaigns where id = any(${[...campaign]}::uuid[]) and id in (${visible})`,
  };
}

const BEGINNING = '0001-01-01T00:00:00.000Z';
const END = '9999-12-31T23:59:59.999Z';

/** The last instant before the end of a day: events have milliseconds. */
function lastOf(end: string): string {
  return new Date(Date.parse(end) - 1).toISOString();
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}
