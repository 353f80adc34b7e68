import { day, instant, uuid } from '@parley/domain/scalars';
import { z } from 'zod';
import { many } from '../http/query.ts';

const shape = {
  from: day.optional(),
  to: day.optional(),
  /** An instant, or a day: its end in the workspace's time zone. Later than now is now. */
  asOf: z
    .union([day, instant], {
      error: 'must be a day, YYYY-MM-DD, or an instant in ISO 8601, as 2026-11-23T09:00:00Z',
    })
    .optional(),
};
const inOrder = (query: { from?: string | undefined; to?: string | undefined }) =>
  query.from === undefined || query.to === undefined || query.from <= query.to;
const NOT_IN_ORDER = { path: ['to'], message: 'must not be before from' };

/** The query of a campaign's report. */
export const campaignReportQuery = z.strictObject(shape).refine(inOrder, NOT_IN_ORDER);
/** The query of the overall report; without `campaign` it is about all that the reader may see. */
export const reportQuery = z
  .strictObject({ ...shape, campaign: many(uuid) })
  .refine(inOrder, NOT_IN_ORDER);

export type CampaignReportQuery = z.output<typeof campaignReportQuery>;
export type ReportQuery = z.output<typeof reportQuery>;
