import type { ReportView } from '@parley/domain/report-view';
import { type Answer, type Fetch, get } from '#lib/api/client.ts';
import { apiPath, type ReportPlace, type ReportQuery } from './report-query.ts';

/** A report as a page shows it, and how long it took: the next one is not asked for before that again many times. */
export interface ReadReport {
  readonly answer: Answer<ReportView>;
  readonly tookMs: number;
}

export async function readReport(
  fetcher: Fetch,
  place: ReportPlace,
  query: ReportQuery,
): Promise<ReadReport> {
  const began = performance.now();
  const answer = await get<ReportView>(fetcher, apiPath(place, query));
  return { answer, tookMs: performance.now() - began };
}
