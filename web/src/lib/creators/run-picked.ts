import type { RunEstimate, ValidationRunView } from '@parley/domain/validator-view';
import type { Named, Page } from '@parley/domain/view';
import { v7 } from 'uuid';
import { call, get, type Answer } from '#lib/api/client.ts';

type Body = Readonly<Record<string, unknown>>;

/** The validators there are, by name; none where they could not be read. */
export async function readValidators(): Promise<readonly Named[]> {
  const answer = await get<Page<Named>>(fetch, '/api/validators?limit=200');
  return answer.ok ? answer.data.items : [];
}

/** What a run would do. */
export const estimateRun = (validatorId: string, body: Body): Promise<Answer<RunEstimate>> =>
  call(fetch, 'POST', `/api/validators/${validatorId}/runs`, { body: { ...body, dryRun: true } });

export const startRun = (
  validatorId: string,
  body: Body,
): Promise<Answer<{ run: ValidationRunView }>> =>
  call(fetch, 'POST', `/api/validators/${validatorId}/runs`, { body, idempotencyKey: v7() });
