import { browser } from '$app/env';
import type { CampaignView, Page } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { readReport } from '#lib/reports/read-report.ts';
import { OVERALL, parseReportQuery } from '#lib/reports/report-query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('parley:report');
  const query = parseReportQuery(url.searchParams);
  const read = readReport(fetch, OVERALL, query);
  const campaigns = await get<Page<CampaignView>>(fetch, '/api/campaigns?limit=200');
  return {
    query,
    // A promise is shown as a skeleton first; the server's page holds the report itself.
    read: browser ? read : await read,
    campaigns: campaigns.ok ? campaigns.data.items.map(({ id, name }) => ({ id, name })) : [],
  };
};
