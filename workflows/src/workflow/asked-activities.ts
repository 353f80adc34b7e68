import { proxyActivities } from '@temporalio/workflow';
import type { CollaborationActivities } from '../activities.ts';

/** Retried for ever: nothing here is given up because Postgres is away for a night. */
const RETRY = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' } as const;

export const asked = proxyActivities<CollaborationActivities>({
  startToCloseTimeout: '20s',
  retry: RETRY,
});
