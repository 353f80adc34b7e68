import type { Terms } from './terms.schema.ts';

/** The terms of a collaboration of which nothing is agreed yet. Apart from the schemas: browsers load no parser. */
export const EMPTY_TERMS: Terms = {
  deliverables: [],
  compensation: { amountCents: null, currency: null, commissionPercent: null, product: null },
  timeline: { startsOn: null, dueOn: null },
  conditions: null,
};
