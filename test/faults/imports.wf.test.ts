import type { ImportRowView } from '@parley/domain/imports/import-view';
import type { CollaborationPage, Page } from '@parley/domain/view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import { expectConsistent } from '../harness/consistency.ts';
import { readImport, untilImport, uploadFile } from '../harness/imports.ts';
import { makeCampaign, makeCreator, timeline, unique } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack, type Stack } from '../harness/stack.ts';

const LIMIT_MS = 120_000;
const ROWS = 240;
let stack: Stack;
let owner: Api;
let member: Api;
beforeAll(async () => {
  stack = await startStack();
  owner = await signIn(stack.url, emailOf('owner'), PASSWORD);
  member = await signIn(stack.url, emailOf('member'), PASSWORD);
});
afterAll(() => stack.stop());

const HEAD =
  'campaign,platform,creator handle,creator name,owner email,fee,currency,deliverables,due on,status,reason,note';

async function started(api: Api, file: string, given: object = {}): Promise<string> {
  const { id } = await uploadFile(api, 'collaborations', file);
  await api.patch(`/api/imports/${id}`, { duplicates: 'skip', ...given });
  const answer = await api.post(`/api/imports/${id}/start`, {});
  expect(answer.status).toBe(202);
  return id;
}

async function made(campaignId: string): Promise<CollaborationPage['items']> {
  const items: CollaborationPage['items'][number][] = [];
  for (let offset = 0; ; offset += 200) {
    const path = `/api/collaborations?campaign=${campaignId}&limit=200&offset=${offset}&sort=created`;
    const page = (await owner.get<CollaborationPage>(path)).body;
    items.push(...page.items);
    if (page.items.length < 200) return items;
  }
}

describe('a file of collaborations', () => {
  it('is made row by row, with status and note; every refusal says why', async () => {
    const campaign = await makeCampaign(owner);
    const hidden = await makeCampaign(owner, { access: 'invited' });
    const creator = await makeCreator(owner, {
      name: 'Ona Import',
      handles: [{ platform: 'TikTok', handle: 'ona.import' }],
    });
    const file = [
      HEAD,
      `${campaign.name},TikTok,@ona.import,,member2@example.com,"1,200.50",USD,2x Reel; Story,2030-03-31,fulfilling,,Met at the fair`,
      `${campaign.id},TikTok,ona.import,,,,,,,,,`,
      `${campaign.name},TikTok,nobody.there,,,,,,,,,`,
      `${hidden.name},TikTok,ona.import,,,,,,,,,`,
      `${campaign.name},Instagram,new.import,New Import,guest@example.com,,,,,,,`,
      `${campaign.name},Instagram,new.import,New Import,,,,,,Cancelled,,`,
      `${campaign.name},Instagram,new.import,New Import,,50,EUR,,,Cancelled,No answer,`,
    ].join('\n');
    const preview = await uploadFile(member, 'collaborations', file);
    expect(preview).toMatchObject({ total: 7, invalid: 5, existing: 1 });
    const id = await started(member, file, { createCreators: true });
    const over = await untilImport(member, id, ({ state }) => state === 'completed');
    expect(over).toMatchObject({ created: 2, skipped: 1, refused: 4, pending: 0, done: 7 });
    const rows = (await member.get<Page<ImportRowView>>(`/api/imports/${id}/rows`)).body.items;
    expect(
      rows.map(({ outcome, errors }) => [outcome, errors.map(({ message }) => message)]),
    ).toEqual([
      ['created', []],
      ['skipped', [expect.stringContaining('is open already')]],
      ['refused', [expect.stringContaining('is new: name, platform and handle')]],
      ['refused', ['names no campaign that you see']],
      ['refused', ['must be somebody who may work in this campaign']],
      ['refused', ['is needed: why was it cancelled?']],
      ['created', []],
    ]);
    const [first, last] = await made(campaign.id);
    expect(first).toMatchObject({
      creator: { id: creator.id },
      owner: { name: 'member2 person' },
      status: 'Fulfilling',
      terms: {
        deliverables: [
          { type: 'Reel', quantity: 2 },
          { type: 'Story', quantity: 1 },
        ],
        compensation: { amountCents: 120_050, currency: 'USD' },
        timeline: { dueOn: '2030-03-31' },
      },
    });
    expect(last).toMatchObject({
      status: 'Cancelled',
      cancelReason: 'No answer',
      creator: { name: 'New Import' },
    });
    const events = await timeline(member, first?.id ?? '');
    expect(events.map(({ type, actor }) => [type, actor.name])).toEqual([
      ['Created', 'member person'],
      ['NoteAdded', 'member person'],
      ['StatusChanged', 'member person'],
    ]);
  });

  it(
    'is in exactly once though worker and server are killed meanwhile, and ends by itself',
    { timeout: LIMIT_MS },
    async () => {
      const campaign = await makeCampaign(owner);
      const word = unique('k').replace(' ', '.');
      const rows = Array.from({ length: ROWS }, (_, n) => {
        const status = n % 3 === 0 ? 'Negotiating' : '';
        return `${campaign.id},Instagram,${word}.${n},${word} ${n},,10,EUR,,,${status},,`;
      });
      const id = await started(owner, [HEAD, ...rows].join('\n'), { createCreators: true });
      await untilImport(owner, id, ({ done }) => done >= 64);
      await stack.worker.kill9();
      await stack.worker.start();
      await untilImport(owner, id, ({ done }) => done >= 128);
      await Promise.all([stack.server.kill9(), stack.worker.kill9()]);
      await Promise.all([stack.server.start(), stack.worker.start()]);
      const over = await untilImport(owner, id, ({ state }) => state === 'completed', 90_000);
      expect(over).toMatchObject({ created: ROWS, refused: 0, skipped: 0, pending: 0 });
      const collaborations = await made(campaign.id);
      expect(new Set(collaborations.map(({ creator }) => creator.name)).size).toBe(ROWS);
      expect(collaborations.length).toBe(ROWS);
      const versions = collaborations.map(({ status, version }) => `${status} ${version}`);
      expect(versions.filter((one) => one === 'Negotiating 2').length).toBe(ROWS / 3);
      expect(versions.filter((one) => one === 'Pending 1').length).toBe((ROWS / 3) * 2);
      await expectConsistent(stack);
    },
  );

  it(
    'pauses, goes on and is cancelled with a clear count, also in the middle of a crash',
    { timeout: LIMIT_MS },
    async () => {
      const campaign = await makeCampaign(owner);
      const word = unique('p').replace(' ', '.');
      const rows = Array.from(
        { length: 400 },
        (_, n) => `${campaign.id},Instagram,${word}.${n},${word} ${n},,,,,,,,`,
      );
      const id = await started(owner, [HEAD, ...rows].join('\n'), { createCreators: true });
      const move = (what: string) => owner.post(`/api/imports/${id}/${what}`, {});
      await untilImport(owner, id, ({ done }) => done > 0);
      expect((await move('pause')).status).toBe(200);
      // The rows that were under way when it was paused are finished.
      await untilImport(owner, id, ({ done }) => done % 64 === 0);
      const paused = await readImport(owner, id);
      expect(paused.state).toBe('paused');
      expect((await move('resume')).status).toBe(200);
      await untilImport(owner, id, ({ done }) => done > paused.done);
      // What the worker had half done when it died is finished and counted, although nobody wants the rest.
      await stack.worker.kill9();
      expect((await move('cancel')).status).toBe(200);
      await stack.worker.start();
      const over = await untilImport(owner, id, ({ state }) => state === 'cancelled');
      expect(over.pending).toBeGreaterThan(0);
      expect(over.created + over.pending).toBe(400);
      expect((await made(campaign.id)).length).toBe(over.created);
    },
  );
});
