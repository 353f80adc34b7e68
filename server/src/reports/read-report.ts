import { type ReportView, TODAYS } from '@parley/domain/report-view';
import { OPEN_STATUSES } from '@parley/domain/statuses';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { readCursor } from '../feed/cursor.ts';
import { actorMoves } from './actor-moves.ts';
import { readTold } from './read-told.ts';
import { reportAt } from './report-cache.ts';
import type { ReportQuery } from './report-query.ts';
import { type ReportScope, reportScope } from './report-scope.ts';
import { requireCampaigns } from './require-campaigns.ts';
import { countsOf, statusOverTime, totalOf } from './status-over-time.ts';
import { campaignIn, deliverablesIn, timeIn, topReasons } from './sections.ts';

/** The report of the campaigns that a person may see, or of those they name (422 for one that does not exist for them). */
export async function readReport(
  sql: Queries,
  reader: Reader,
  query: ReportQuery,
): Promise<ReportView> {
  await requireCampaigns(sql, reader, query.campaign);
  const [workspace] = await sql<{ time_zone: string }[]>`select time_zone from workspace`;
  const scope = reportScope(sql, reader, query, workspace?.time_zone ?? 'UTC');
  const asked = { ...query, asOf: scope.asOf };
  const feedCursor = await readCursor(sql);
  return await reportAt(sql, { feedCursor, reader, query: asked }, () => tellReport(sql, scope));
}

async function tellReport(sql: Queries, scope: ReportScope): Promise<ReportView> {
  const told = await readTold(sql, scope);
  const counts = countsOf(told.turns);
  const { asOf, timeZone, from, to } = scope;
  return {
    asOf,
    timeZone,
    period: { from, to },
    asToday: TODAYS,
    total: totalOf(counts),
    counts,
    statusOverTime: statusOverTime(told.turns, { from, to: to < scope.asOfOn ? to : scope.asOfOn }),
    timeInStatus: OPEN_STATUSES.map((status) => timeIn(status, told.stays)),
    moves: await actorMoves(sql, told.moves),
    money: told.money,
    campaigns: told.campaigns.map(campaignIn),
    deliverables: deliverablesIn(told.weeks),
    outcomesByTag: told.tags,
    outcomesByPlatform: told.platforms,
    cancellationReasons: topReasons(told.reasons),
  };
}
