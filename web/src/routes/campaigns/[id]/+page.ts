import type { MoneyInReport, ReportView } from '@parley/domain/report-view';
import type { CollaborationPage } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import type { PageLoad } from './$types.js';

/** Rows of what needs attention next. */
const NEXT = 6;

export const load: PageLoad = async ({ fetch, params, depends }) => {
  depends('parley:campaign');
  const [report, attention] = await Promise.all([
    get<ReportView>(fetch, `/api/campaigns/${params.id}/report`),
    get<CollaborationPage>(
      fetch,
      `/api/collaborations?campaign=${params.id}&attention=true&limit=${NEXT}`,
    ),
  ]);
  const money: readonly MoneyInReport[] = report.ok ? report.data.money : [];
  return {
    money,
    next: attention.ok ? attention.data.items : [],
    /** How many need attention in all. */
    waiting: attention.ok ? attention.data.total : 0,
  };
};
