import { DEFAULT_POLICY, type WorkflowPolicy } from '../collaboration/policy.schema.ts';
import { readSettings } from '../worker/settings.ts';
import type { PathDeps } from './path.ts';
import type { Queries } from '../projection/postgres.ts';

/** What a workflow that starts now is told of the settings; changes reach it by signal. */
export async function policyNow(
  { config }: Pick<PathDeps, 'config'>,
  sql: Queries,
  campaignId: string,
): Promise<WorkflowPolicy> {
  const completeAfterMs = config?.completeAfterMs ?? DEFAULT_POLICY.completeAfterMs;
  return (await readSettings(sql, campaignId, completeAfterMs)).policy;
}
