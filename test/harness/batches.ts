import type { BatchItemView, BatchView, DryRunView } from '@parley/domain/batch-view';
import type { Page } from '@parley/domain/view';
import type { Api, Sent } from './api.ts';
import { until } from './wait.ts';

const ENDED_MS = 90_000;

/** Confirms a batch; throws where it is refused. */
export async function startBatch(api: Api, body: object, sent: Sent = {}): Promise<BatchView> {
  const answer = await api.post<{ batch: BatchView }>('/api/batches', body, sent);
  if (answer.status !== 202) throw new Error(`no batch: ${answer.status} ${answer.text}`);
  return answer.body.batch;
}

/** Waits until every row of the batch has its outcome. */
export async function endOf(api: Api, { id }: { readonly id: string }): Promise<BatchView> {
  return await until(
    `the end of batch ${id}`,
    async () => {
      const answer = await api.get<BatchView>(`/api/batches/${id}`);
      return answer.status === 200 && answer.body.finishedAt !== null && answer.body;
    },
    ENDED_MS,
  );
}

export async function runBatch(api: Api, body: object): Promise<BatchView> {
  return await endOf(api, await startBatch(api, body));
}

export async function foresee(api: Api, body: object): Promise<DryRunView> {
  const answer = await api.post<DryRunView>('/api/batches', { ...body, dryRun: true });
  if (answer.status !== 200) throw new Error(`no dry run: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Every row of a batch. */
export async function itemsOf(api: Api, id: string, outcome?: string): Promise<BatchItemView[]> {
  const items: BatchItemView[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '200' });
    if (outcome !== undefined) query.set('outcome', outcome);
    if (cursor !== null) query.set('cursor', cursor);
    const answer = await api.get<Page<BatchItemView>>(`/api/batches/${id}/items?${query}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    items.push(...answer.body.items);
    cursor = answer.body.nextCursor;
  } while (cursor !== null);
  return items;
}
