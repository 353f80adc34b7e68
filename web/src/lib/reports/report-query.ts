import type { ReportSection } from '@parley/domain/report-view';

/** What a report is asked for, as it stands in the address of its page. */
export interface ReportQuery {
  readonly campaign: readonly string[];
  /** Days; empty: not limited, and as of now. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
}

/** Where a report is read from and shown: the overall one, or a campaign's. */
export interface ReportPlace {
  readonly page: string;
  readonly api: string;
}

export const OVERALL: ReportPlace = { page: '/reports', api: '/api/reports' };
export const ofCampaign = (id: string): ReportPlace => ({
  page: `/campaigns/${id}/report`,
  api: `/api/campaigns/${id}/report`,
});

export function parseReportQuery(params: URLSearchParams): ReportQuery {
  const one = (name: string) => params.get(name) ?? '';
  return {
    campaign: params.getAll('campaign'),
    from: one('from'),
    to: one('to'),
    asOf: one('asOf'),
  };
}

export function isLimited({ campaign, from, to, asOf }: ReportQuery): boolean {
  return campaign.length > 0 || from !== '' || to !== '' || asOf !== '';
}

export const pagePath = (place: ReportPlace, query: ReportQuery) => withQuery(place.page, query);
export const apiPath = (place: ReportPlace, query: ReportQuery) => withQuery(place.api, query);

/** `asOf`: the instant of the report that is shown, so that the file holds the same figures. */
export const csvPath = (
  place: ReportPlace,
  query: ReportQuery,
  section: ReportSection,
  asOf: string,
) => withQuery(`${place.api}/${section}.csv`, { ...query, asOf });

function withQuery(path: string, { campaign, from, to, asOf }: ReportQuery): string {
  const params = new URLSearchParams(campaign.map((id) => ['campaign', id]));
  for (const [name, value] of Object.entries({ from, to, asOf }))
    if (value !== '') params.set(name, value);
  return params.size === 0 ? path : `${path}?${params}`;
}
