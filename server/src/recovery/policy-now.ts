import { DEFAULT_POLICY, type WorkflowPolicy } from '@parley/workflows/collaboration/policy.schema';
import { readSettings } from '@parley/workflows/worker/settings';
import type { PathDeps } from '../commands/path.ts';
import type { Queries } from '../db/connect.ts';

/** What a workflow that starts now is told of the settings; changes reach it by signal. */
export async function policyNow(
  { config }: Pick<PathDeps, 'config'>,
  sql: Queries,
  campaignId: string,
): Promise<WorkflowPolicy> {
  const completeAfterMs = config?.completeAfterMs ?? DEFAULT_POLICY.completeAfterMs;
  return (await readSettings(sql, campaignId, completeAfterMs)).policy;
}
