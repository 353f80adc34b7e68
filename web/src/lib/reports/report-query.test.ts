import { expect, it } from 'vitest';
import {
  apiPath,
  csvPath,
  ofCampaign,
  OVERALL,
  pagePath,
  parseReportQuery,
} from './report-query.ts';

it('keeps what is asked for in the address, and nothing else', () => {
  const address = '/reports?campaign=a&campaign=b&from=2026-03-01&to=2026-03-31&asOf=2026-03-20';
  const query = parseReportQuery(new URL(address, 'http://x').searchParams);
  expect(query).toEqual({
    campaign: ['a', 'b'],
    from: '2026-03-01',
    to: '2026-03-31',
    asOf: '2026-03-20',
  });
  expect(pagePath(OVERALL, query)).toBe(address);
  expect(apiPath(OVERALL, query)).toBe(`/api${address}`);
  expect(pagePath(OVERALL, parseReportQuery(new URLSearchParams()))).toBe('/reports');
});

it('asks a file for the very instant that is shown', () => {
  const query = parseReportQuery(new URLSearchParams('from=2026-03-01'));
  expect(csvPath(ofCampaign('c'), query, 'money', '2026-03-20T10:00:00.000Z')).toBe(
    '/api/campaigns/c/report/money.csv?from=2026-03-01&asOf=2026-03-20T10%3A00%3A00.000Z',
  );
});
