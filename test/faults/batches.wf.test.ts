import type { BatchView } from '@parley/domain/batch-view';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import { endOf, itemsOf, startBatch } from '../harness/batches.ts';
import { expectConsistent } from '../harness/consistency.ts';
import { makeCampaign, makeCollaboration, timeline } from '../harness/makers.ts';
import { startOwnStores, type OwnStores } from '../harness/own-stores.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { inParallel, until } from '../harness/wait.ts';

const ROWS = 240;
const LIMIT_MS = 200_000;
let stores: OwnStores;
let stack: Stack;
let api: Api;
let ids: string[];

beforeAll(async () => {
  stores = await startOwnStores();
  stack = await startStack({ stores });
  api = await signIn(stack.url, emailOf('owner'), PASSWORD);
  const { id: campaignId } = await makeCampaign(api);
  const made = await inParallel(Array.from({ length: ROWS }), 8, () =>
    makeCollaboration(api, { campaignId }),
  );
  ids = made.map(({ id }) => id);
});
afterAll(async () => {
  await stack.stop();
  await stores.stop();
});

async function whenDone(batch: BatchView, rows: number): Promise<void> {
  await until(`${rows} rows`, async () => {
    const { body } = await api.get<BatchView>(`/api/batches/${batch.id}`);
    return body.total - body.pending >= rows;
  });
}

it(
  'a batch ends by itself with one outcome per row, whatever is killed in its middle, also beside another one',
  { timeout: LIMIT_MS },
  async () => {
    const [move, note] = await Promise.all([
      startBatch(api, { selection: { ids }, change: { kind: 'status', to: 'Negotiating' } }),
      startBatch(api, { selection: { ids }, change: { kind: 'note', text: 'From the batch' } }),
    ]);
    await whenDone(move, 30);
    await stack.worker.kill9();
    await stack.worker.start();
    await whenDone(move, 60);
    await stack.server.kill9();
    await stack.server.start();
    await whenDone(move, 90);
    await stores.temporal.down();
    await stores.temporal.up();
    await whenDone(move, 120);
    await stores.postgres.down();
    await stores.postgres.up();

    for (const batch of [move, note]) {
      expect(await endOf(api, batch)).toMatchObject({
        ...{ state: 'completed', total: ROWS, applied: ROWS },
        ...{ unchanged: 0, refused: 0, failed: 0, cancelled: 0, pending: 0 },
      });
      const items = await itemsOf(api, batch.id);
      expect(items.map((item) => item.collaborationId)).toEqual(ids.toSorted());
    }
    const timelines = await inParallel(ids, 4, (id) => timeline(api, id));
    for (const events of timelines)
      expect(events.map(({ type }) => type).toSorted()).toEqual([
        'Created',
        'NoteAdded',
        'StatusChanged',
      ]);
    await expectConsistent(stack);
  },
);
