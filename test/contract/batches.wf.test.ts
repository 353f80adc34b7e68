import { randomUUID } from 'node:crypto';
import type { BatchView } from '@parley/domain/batch-view';
import type { CollaborationPage } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { endOf, foresee, itemsOf, runBatch, startBatch } from '../harness/batches.ts';
import { change, makeCampaign, makeCollaboration, read, timeline } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';
import { inParallel } from '../harness/wait.ts';

let owner: Api;
let member: Api;
let guest: Api;

beforeAll(async () => {
  [owner, member, guest] = await Promise.all([as('owner'), as('member'), as('guest')]);
});

async function campaignWith(
  count: number,
  given: Readonly<Record<string, unknown>> = {},
): Promise<{ campaignId: string; ids: string[] }> {
  const { id: campaignId } = await makeCampaign(owner);
  const made = await inParallel(Array.from({ length: count }), 4, () =>
    makeCollaboration(owner, { campaignId, ...given }),
  );
  return { campaignId, ids: made.map(({ id }) => id) };
}
const ended = (batch: BatchView) => {
  const { state, total, applied, unchanged, refused, failed, pending } = batch;
  return { state, total, applied, unchanged, refused, failed, pending };
};

describe('a batch of statuses', () => {
  it('foresees what it then does: moved, there already, cannot', async () => {
    const { ids } = await campaignWith(6);
    await change(owner, ids[0] ?? '', 'status', { to: 'Negotiating' });
    await change(owner, ids[1] ?? '', 'status', { to: 'Completed' });
    const body = { selection: { ids }, change: { kind: 'status', to: 'Negotiating' } };
    const dry = await foresee(owner, body);
    expect(dry).toMatchObject({ total: 6, wouldApply: 4, unchanged: 1 });
    expect(dry.refused).toEqual([
      expect.objectContaining({ code: 'TRANSITION_NOT_ALLOWED', count: 1 }),
    ]);
    expect((await read(owner, ids[2] ?? '')).version).toBe(1);

    const batch = await runBatch(owner, body);
    expect(ended(batch)).toEqual({
      ...{ state: 'completed', total: 6, applied: 4, unchanged: 1, refused: 1, failed: 0 },
      pending: 0,
    });
    const refused = await itemsOf(owner, batch.id, 'refused');
    expect(refused).toEqual([
      expect.objectContaining({ collaborationId: ids[1], code: 'TRANSITION_NOT_ALLOWED' }),
    ]);
    const [last] = (await timeline(owner, ids[3] ?? '')).toReversed();
    expect(last).toMatchObject({ type: 'StatusChanged', batchId: batch.id });
    expect((await itemsOf(owner, batch.id)).map((item) => item.collaborationId)).toEqual(
      ids.toSorted(),
    );
  });

  it('says of every row that cannot why, also where one code stands for different reasons', async () => {
    const { ids } = await campaignWith(3);
    const [first = '', second = '', third = ''] = ids;
    for (const id of [first, second]) await change(owner, id, 'status', { to: 'Completed' });
    await change(owner, third, 'status', { to: 'Cancelled', reason: 'No answer' });
    const body = { selection: { ids }, change: { kind: 'status', to: 'Negotiating' } };
    const { refused } = await foresee(owner, body);
    expect(refused).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED', count: 3 }]);
    expect(refused[0]?.reasons).toEqual([
      { detail: expect.stringContaining('Completed'), count: 2 },
      { detail: expect.stringContaining('Cancelled'), count: 1 },
    ]);
  });

  it('of cancellations needs its reason before anything changes', async () => {
    const { ids } = await campaignWith(2);
    const cancel = { kind: 'status', to: 'Cancelled' };
    for (const dryRun of [true, false]) {
      const answer = await owner.post('/api/batches', {
        selection: { ids },
        change: cancel,
        dryRun,
      });
      expect(answer.problem).toMatchObject({ status: 409, code: 'REASON_REQUIRED' });
    }
    for (const id of ids) expect((await read(owner, id)).version).toBe(1);
    const batch = await runBatch(owner, {
      selection: { ids },
      change: { ...cancel, reason: 'No budget' },
    });
    expect(batch.applied).toBe(2);
    expect(await read(owner, ids[0] ?? '')).toMatchObject({
      status: 'Cancelled',
      cancelReason: 'No budget',
    });
  });

  it('touches exactly the rows that were counted, while others edit', async () => {
    const { campaignId, ids } = await campaignWith(5);
    const selection = { filter: { campaign: [campaignId], status: ['Pending'] }, except: [ids[0]] };
    const dry = await foresee(owner, { selection, change: { kind: 'status', to: 'Fulfilling' } });
    expect(dry.total).toBe(4);
    // One leaves the filter and another one joins it before the batch is confirmed.
    await change(owner, ids[1] ?? '', 'status', { to: 'Negotiating' });
    const late = await makeCollaboration(owner, { campaignId });
    const batch = await runBatch(owner, {
      selection: { selectionId: dry.selectionId },
      change: { kind: 'status', to: 'Fulfilling' },
    });
    expect(batch).toMatchObject({ total: 4, applied: 4 });
    expect((await read(owner, late.id)).status).toBe('Pending');
    expect((await read(owner, ids[0] ?? '')).status).toBe('Pending');
    expect((await read(owner, ids[1] ?? '')).status).toBe('Fulfilling');
  });

  it('is one batch however often the same request comes', async () => {
    const { ids } = await campaignWith(3);
    const body = { selection: { ids }, change: { kind: 'status', to: 'Negotiating' } };
    const key = randomUUID();
    const asked = await Promise.all([1, 2, 3].map(() => startBatch(owner, body, { key })));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    await endOf(owner, asked[0] ?? { id: '' });
    for (const id of ids) expect((await read(owner, id)).version).toBe(2);
    const other = await owner.post(
      '/api/batches',
      { ...body, change: { kind: 'note', text: 'x' } },
      { key },
    );
    expect(other.problem).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is taken back where nothing came after; what moved on is named', async () => {
    const { ids } = await campaignWith(14);
    const batch = await runBatch(owner, {
      selection: { ids },
      change: { kind: 'status', to: 'Negotiating' },
    });
    const moved = ids.slice(0, 10);
    await inParallel(moved, 4, (id) => change(owner, id, 'status', { to: 'Fulfilling' }));
    const undone = await owner.post<{ batch: BatchView }>(`/api/batches/${batch.id}/undo`, {});
    expect(undone.status).toBe(202);
    const end = await endOf(owner, undone.body.batch);
    expect(end).toMatchObject({ total: 14, applied: 4, refused: 10, undoOf: batch.id });
    const skipped = await itemsOf(owner, end.id, 'refused');
    expect(skipped.map((item) => item.collaborationId)).toEqual(moved.toSorted());
    for (const item of skipped) expect(item.code).toBe('UNDO_UNSAFE');
    for (const id of ids.slice(10)) expect((await read(owner, id)).status).toBe('Pending');
    for (const id of moved) expect((await read(owner, id)).status).toBe('Fulfilling');
  });
});

describe('other batches', () => {
  it('pay what is outstanding in each currency, and say it before', async () => {
    const { campaignId } = await makeCampaign(owner).then(({ id }) => ({ campaignId: id }));
    const fee = (amountCents: number, currency: string) => ({
      terms: { compensation: { amountCents, currency } },
    });
    const [half, usd, none] = await Promise.all([
      makeCollaboration(owner, { campaignId, ...fee(10_000, 'EUR') }),
      makeCollaboration(owner, { campaignId, ...fee(7_000, 'USD') }),
      makeCollaboration(owner, { campaignId }),
    ]);
    await change(owner, half.id, 'payments', { amountCents: 4_000, currency: 'EUR' });
    const body = {
      selection: { ids: [half.id, usd.id, none.id] },
      change: { kind: 'payment', paidOn: '2026-11-20', method: 'Bank transfer' },
    };
    const dry = await foresee(owner, body);
    expect(dry).toMatchObject({ wouldApply: 2, unchanged: 1 });
    expect(dry.amounts.toSorted((a, b) => a.currency.localeCompare(b.currency))).toEqual([
      { currency: 'EUR', amountCents: 6_000 },
      { currency: 'USD', amountCents: 7_000 },
    ]);
    expect(await runBatch(owner, body)).toMatchObject({ applied: 2, unchanged: 1 });
    expect((await read(owner, half.id)).paid).toEqual([{ currency: 'EUR', amountCents: 10_000 }]);
    expect((await runBatch(owner, body)).applied).toBe(0);
  });

  it('ship, each with its own tracking number, where a product ships', async () => {
    const { campaignId } = await makeCampaign(owner).then(({ id }) => ({ campaignId: id }));
    const [a, b, c] = await Promise.all([
      makeCollaboration(owner, { campaignId, shipsProduct: true }),
      makeCollaboration(owner, { campaignId, shipsProduct: true }),
      makeCollaboration(owner, { campaignId }),
    ]);
    const batch = await runBatch(owner, {
      selection: { ids: [a.id, b.id, c.id] },
      change: {
        kind: 'delivery',
        status: 'In Transit',
        carrier: 'DHL',
        shipments: [{ collaborationId: a.id, trackingNumber: 'A-1' }],
      },
    });
    expect(batch).toMatchObject({ applied: 2, refused: 1 });
    expect((await read(owner, a.id)).delivery).toMatchObject({
      status: 'In Transit',
      carrier: 'DHL',
      trackingNumber: 'A-1',
    });
    expect((await read(owner, b.id)).delivery).toMatchObject({ trackingNumber: null });
    expect((await itemsOf(owner, batch.id, 'refused'))[0]).toMatchObject({
      collaborationId: c.id,
      code: 'NO_SHIPMENT',
    });
  });

  it('tag each creator once', async () => {
    const { campaignId, ids } = await campaignWith(2);
    const first = await read(owner, ids[0] ?? '');
    const other = await makeCampaign(owner);
    const again = await makeCollaboration(owner, {
      campaignId: other.id,
      creatorId: first.creator.id,
    });
    const made = await owner.post<{ tag: { id: string } }>('/api/tags', {
      name: `Tag ${randomUUID()}`,
    });
    const body = {
      selection: { ids: [...ids, again.id] },
      change: { kind: 'tags', add: [made.body.tag.id] },
    };
    expect(await foresee(owner, body)).toMatchObject({ wouldApply: 2, unchanged: 1 });
    expect(await runBatch(owner, body)).toMatchObject({ applied: 2, unchanged: 1 });
    const page = await owner.get<CollaborationPage>(
      `/api/collaborations?campaign=${campaignId}&tag=${made.body.tag.id}`,
    );
    expect(page.body.total).toBe(2);
  });
});

describe('permission', () => {
  it('is asked for every row: what a member does not see is refused as not there', async () => {
    const { ids } = await campaignWith(2);
    const hidden = await makeCampaign(owner, { access: 'invited' });
    const secret = await makeCollaboration(owner, { campaignId: hidden.id });
    const unknown = '01920000-0000-7000-8000-000000000000';
    const batch = await runBatch(member, {
      selection: { ids: [...ids, secret.id, unknown] },
      change: { kind: 'note', text: 'From the member' },
    });
    expect(batch).toMatchObject({ applied: 2, refused: 2 });
    const refused = await itemsOf(owner, batch.id, 'refused');
    expect(refused.map((item) => item.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect((await itemsOf(member, batch.id)).map((item) => item.collaborationId)).not.toContain(
      secret.id,
    );
    expect((await read(owner, secret.id)).version).toBe(1);
  });

  it('guests change nothing, archived campaigns are read-only, others leave a batch alone', async () => {
    const { campaignId, ids } = await campaignWith(1);
    const body = { selection: { ids }, change: { kind: 'note', text: 'No' } };
    expect((await guest.post('/api/batches', body)).problem.code).toBe('FORBIDDEN');
    const own = await runBatch(owner, body);
    expect((await member.post(`/api/batches/${own.id}/undo`, {})).problem.code).toBe('FORBIDDEN');
    await owner.patch(`/api/campaigns/${campaignId}`, { status: 'Archived' });
    const archived = await runBatch(owner, body);
    expect((await itemsOf(owner, archived.id))[0]?.code).toBe('CAMPAIGN_ARCHIVED');
  });
});

describe('many pages', () => {
  it('are selected by their ids, each under its status, archived and hidden ones left out', async () => {
    const { campaignId, ids } = await campaignWith(3);
    await change(owner, ids[0] ?? '', 'status', { to: 'Negotiating' });
    const path = `/api/collaborations/ids?campaign=${campaignId}`;
    const all = await owner.get<{ total: number; ids: Record<string, string[]> }>(path);
    expect(all.body.total).toBe(3);
    expect(all.body.ids).toEqual({
      ...{ Negotiating: [ids[0]], Fulfilling: [], Completed: [], Cancelled: [] },
      Pending: expect.arrayContaining(ids.slice(1)),
    });
    expect((await guest.get(path)).status).toBe(403);
    expect((await owner.get(`${path}&status=No`)).problem.errors?.[0]?.path).toMatch(/^status/);
  });

  it('are selected between two rows of a list in its order, whichever was chosen first', async () => {
    const { campaignId } = await campaignWith(5);
    const page = `/api/collaborations?campaign=${campaignId}&sort=-created`;
    const order = (await owner.get<CollaborationPage>(page)).body.items.map(({ id }) => id);
    const path = `/api/collaborations/ids?campaign=${campaignId}&sort=-created`;
    const [first, second, third, fourth] = order;
    for (const ends of [`from=${second}&to=${fourth}`, `from=${fourth}&to=${second}`]) {
      const { body } = await owner.get<{ total: number; ids: Record<string, string[]> }>(
        `${path}&${ends}`,
      );
      expect(body.total).toBe(3);
      expect(body.ids['Pending']?.toSorted()).toEqual([second, third, fourth].toSorted());
    }
    await change(owner, first ?? '', 'status', { to: 'Negotiating' });
    const gone = await owner.get(`${path}&status=Pending&from=${first}&to=${fourth}`);
    expect(gone.status).toBe(422);
    expect(gone.problem.errors?.map((error) => error.path)).toEqual(['from']);
    expect((await owner.get(`${path}&from=${first}`)).problem.errors?.[0]?.path).toBe('to');
  });

  it('end in one line each of a file', async () => {
    const { ids } = await campaignWith(2);
    const batch = await runBatch(owner, {
      selection: { ids },
      change: { kind: 'delivery', status: 'Delivered' },
    });
    const file = await owner.get(`/api/batches/${batch.id}/items.csv`);
    expect(file.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('refused,NO_SHIPMENT');
  });
});

describe('a batch in the hands of its maker', () => {
  it('pauses, goes on and is cancelled; every row still gets one outcome', async () => {
    const { ids } = await campaignWith(30);
    const batch = await startBatch(owner, {
      selection: { ids },
      change: { kind: 'status', to: 'Negotiating' },
    });
    const paused = await owner.post<{ batch: BatchView }>(`/api/batches/${batch.id}/pause`, {});
    // It may have been quicker than the request.
    if (paused.status === 200) {
      expect(paused.body.batch.state).toBe('paused');
      expect((await owner.post(`/api/batches/${batch.id}/resume`, {})).status).toBe(200);
    } else expect(paused.problem.code).toBe('BATCH_ENDED');
    await owner.post(`/api/batches/${batch.id}/cancel`, {});
    const end = await endOf(owner, batch);
    expect(end.applied + end.cancelled).toBe(30);
    const moved = await Promise.all(ids.map((id) => read(owner, id)));
    expect(moved.filter(({ status }) => status === 'Negotiating')).toHaveLength(end.applied);
    expect((await owner.post(`/api/batches/${batch.id}/resume`, {})).problem.code).toBe(
      'BATCH_ENDED',
    );
  });

  it('says by name what is wrong with a request', async () => {
    const wrong: [object, string][] = [
      [{ selection: { ids: [] }, change: { kind: 'note', text: 'x' } }, 'selection'],
      [{ selection: { ids: ['x'] }, change: { kind: 'note', text: 'x' } }, 'selection'],
      [
        { selection: { filter: { status: ['No'] } }, change: { kind: 'note', text: 'x' } },
        'selection',
      ],
      [
        { selection: { selectionId: randomUUID() }, change: { kind: 'note', text: 'x' } },
        'selection',
      ],
      [{ selection: { filter: {} }, change: { kind: 'colour' } }, 'change'],
      [{ selection: { filter: {} }, change: { kind: 'note', text: ' ' } }, 'change.text'],
      [
        { selection: { filter: {} }, change: { kind: 'owner', ownerId: randomUUID() } },
        'change.ownerId',
      ],
      [{ selection: { filter: {} }, change: { kind: 'tags', add: [] } }, 'change.add'],
      [{ selection: { filter: {} } }, 'change'],
    ];
    for (const [body, path] of wrong) {
      const { problem } = await owner.post('/api/batches', body);
      expect(problem).toMatchObject({ status: 422, code: 'INVALID' });
      expect(problem.errors?.[0]?.path).toMatch(new RegExp(`^${path}`));
    }
  });
});
