import type { BatchChange } from '@parley/domain/batch.schema';
import type { BatchItemView, BatchView, DryRunView } from '@parley/domain/batch-view';
import type { Page } from '@parley/domain/view';
import { v7 } from 'uuid';
import { call, get, type Answer } from '#lib/api/client.ts';

/** What a batch of these rows would do; nothing changes. */
export const foresee = (ids: readonly string[], change: BatchChange, signal?: AbortSignal) =>
  call<DryRunView>(fetch, 'POST', '/api/batches', {
    body: { selection: { ids }, change, dryRun: true },
    ...(signal ? { signal } : {}),
  });

/** Confirms exactly the rows that were counted. `key` is made once per dialog: a double click is one batch. */
export async function confirmBatch(
  selectionId: string,
  change: BatchChange,
  key: string,
): Promise<Answer<BatchView>> {
  const answer = await call<{ batch: BatchView }>(fetch, 'POST', '/api/batches', {
    body: { selection: { selectionId }, change },
    idempotencyKey: key,
  });
  return answer.ok ? { ...answer, data: answer.data.batch } : answer;
}

export type BatchAction = 'pause' | 'resume' | 'cancel' | 'undo' | 'retry';

/** Pauses, resumes, cancels; undo and retry answer the new batch that does it. */
export async function actOn(batchId: string, action: BatchAction): Promise<Answer<BatchView>> {
  const answer = await call<{ batch: BatchView }>(
    fetch,
    'POST',
    `/api/batches/${batchId}/${action}`,
    { body: {}, idempotencyKey: v7() },
  );
  return answer.ok ? { ...answer, data: answer.data.batch } : answer;
}

export const readBatches = () => get<Page<BatchView>>(fetch, '/api/batches?limit=20');

export const readOutcomes = (batchId: string, outcome: string, cursor: string | null) =>
  get<Page<BatchItemView>>(
    fetch,
    `/api/batches/${batchId}/items?${new URLSearchParams({
      limit: '100',
      ...(outcome === '' ? {} : { outcome }),
      ...(cursor === null ? {} : { cursor }),
    })}`,
  );
