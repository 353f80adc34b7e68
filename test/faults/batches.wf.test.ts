import type { BatchView } from '@parley/domain/batch-view';
import { connectPostgres } from '@parley/workflows/projection/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import { endOf, itemsOf, runBatch, startBatch } from '../harness/batches.ts';
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

it('whether somebody may is asked when a row is changed, not when the batch was confirmed', async () => {
  const member = await signIn(stack.url, emailOf('member'), PASSWORD);
  const person = await member.get<{ user: { id: string } }>('/api/me');
  await stack.worker.stop();
  const batch = await startBatch(member, {
    selection: { ids: ids.slice(0, 20) },
    change: { kind: 'note', text: 'Too late' },
  });
  expect((await api.patch(`/api/members/${person.body.user.id}`, { role: 'guest' })).status).toBe(
    200,
  );
  await stack.worker.start();
  expect(await endOf(api, batch)).toMatchObject({ total: 20, applied: 0, refused: 20 });
  // A guest sees no campaign they are not invited to.
  const codes = (await itemsOf(api, batch.id, 'refused')).map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
});

it('the rows that failed, and only they, are tried again', async () => {
  const batch = await runBatch(api, {
    selection: { ids: ids.slice(20, 30) },
    change: { kind: 'note', text: 'Again' },
  });
  const [first = '', second = ''] = ids.slice(20, 30).toSorted();
  expect((await api.post(`/api/batches/${batch.id}/retry`, {})).problem.code).toBe('NOTHING_TO_DO');
  const sql = connectPostgres(stack.databaseUrl, { name: 'test', max: 1 });
  // Only a bug makes a row fail.
  await sql`
    update batch_items set outcome = 'failed', code = 'CHANGE_FAILED'
    where batch_id = ${batch.id} and collaboration_id in ${sql([first, second])}`;
  await sql.end();
  const again = await api.post<{ batch: BatchView }>(`/api/batches/${batch.id}/retry`, {});
  expect(await endOf(api, again.body.batch)).toMatchObject({ total: 2, applied: 2 });
  expect((await itemsOf(api, again.body.batch.id)).map((item) => item.collaborationId)).toEqual([
    first,
    second,
  ]);
});
