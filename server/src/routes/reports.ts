import { REPORT_SECTIONS, type ReportSection, type ReportView } from '@parley/domain/report-view';
import { seesCampaign } from '../access/visible-campaigns.ts';
import type { Caller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import type { RequestContext } from '../http/request-context.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { readReport } from '../reports/read-report.ts';
import { reportCsv } from '../reports/report-csv.ts';
import {
  type CampaignReportQuery,
  campaignReportQuery,
  reportQuery,
} from '../reports/report-query.ts';
import { snapshot, type Snapshot } from '../read/snapshot.ts';
import { report } from './report-schema.ts';

/** Reports over the campaigns that exist for a person, as of any instant; each section is a CSV too. */
export const reportRoutes = (deps: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/reports',
    summary: 'What became of collaborations, told from their timelines up to an instant',
    allow: 'report.read',
    query: reportQuery,
    answers: { 200: { description: 'The report', schema: report } },
    handle: async ({ c, caller, query }) =>
      withCursor(c, await snapshot(deps.sql, (sql) => readReport(sql, caller, query))),
  }),
  route({
    method: 'get',
    path: '/api/campaigns/:id/report',
    summary: 'The report of one campaign',
    allow: 'report.read',
    query: campaignReportQuery,
    answers: { 200: { description: 'The report', schema: report } },
    handle: async ({ c, caller, params, query }) =>
      withCursor(c, await campaignReport(deps, caller, params.id, query)),
  }),
  ...REPORT_SECTIONS.flatMap((section) => csvRoutes(deps, section)),
];

const csvAnswer = {
  200: { description: 'The section, without formulas', contentType: 'text/csv' },
} as const;

const csvRoutes = (deps: Deps, section: ReportSection): Route[] => [
  route({
    method: 'get',
    path: `/api/reports/${section}.csv`,
    summary: `Section ${section} of the report as CSV`,
    allow: 'report.read',
    query: reportQuery,
    answers: csvAnswer,
    handle: async ({ c, caller, query }) =>
      download(c, section, await snapshot(deps.sql, (sql) => readReport(sql, caller, query))),
  }),
  route({
    method: 'get',
    path: `/api/campaigns/:id/report/${section}.csv`,
    summary: `Section ${section} of a campaign's report as CSV`,
    allow: 'report.read',
    query: campaignReportQuery,
    answers: csvAnswer,
    handle: async ({ c, caller, params, query }) =>
      download(c, section, await campaignReport(deps, caller, params.id, query)),
  }),
];

/** 404 where the campaign does not exist for the person. */
function campaignReport(
  { sql }: Deps,
  caller: Caller,
  id: string,
  query: CampaignReportQuery,
): Promise<Snapshot<ReportView>> {
  return snapshot(sql, async (transaction) => {
    found((await seesCampaign(transaction, caller, id)) || null, 'campaign');
    return await readReport(transaction, caller, { ...query, campaign: [id] });
  });
}

function download(
  c: RequestContext,
  section: ReportSection,
  { value, cursor }: Snapshot<ReportView>,
): Response {
  c.header('Parley-Cursor', cursor);
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header(
    'Content-Disposition',
    `attachment; filename="${section}-${value.asOf.slice(0, 10)}.csv"`,
  );
  return c.body(reportCsv(section, value));
}
