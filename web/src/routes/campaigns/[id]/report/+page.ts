import { browser } from '$app/env';
import { readReport } from '#lib/reports/read-report.ts';
import { ofCampaign, parseReportQuery } from '#lib/reports/report-query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, params, depends }) => {
  depends('parley:report');
  const query = { ...parseReportQuery(url.searchParams), campaign: [] };
  const place = ofCampaign(params.id);
  const read = readReport(fetch, place, query);
  return { place, query, read: browser ? read : await read };
};
