import { randomUUID } from 'node:crypto';
import type { CampaignView, CreatorView, WorkspaceView } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../harness/api.ts';
import { change, makeCampaign, makeCollaboration, makeCreator, read } from '../harness/makers.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

let owner: Api;
let member: Api;

beforeAll(async () => {
  [owner, member] = await Promise.all([as('owner'), as('member')]);
});
const handle = () => `h.${randomUUID().slice(0, 12)}`;

describe('campaigns', () => {
  it('are made, read, changed and counted', async () => {
    const made = await makeCampaign(owner, {
      name: '  Spring tea  ',
      brand: 'Tea & Co',
      brief: 'Two reels',
      budgetCents: 500_000,
      currency: 'EUR',
      startsOn: '2027-01-01',
      endsOn: '2027-03-31',
    });
    expect(made).toMatchObject({
      name: 'Spring tea',
      brand: 'Tea & Co',
      budgetCents: 500_000,
      access: 'team',
      people: [],
      counts: { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 },
    });
    const path = `/api/campaigns/${made.id}`;
    expect((await member.get<CampaignView>(path)).body).toEqual(made);
    await makeCollaboration(member, { campaignId: made.id });
    const patched = await owner.patch<{ campaign: CampaignView }>(path, {
      brief: null,
      status: 'Paused',
    });
    expect(patched.status).toBe(200);
    expect(patched.body.campaign).toMatchObject({
      brief: null,
      status: 'Paused',
      brand: 'Tea & Co',
    });
    expect(patched.body.campaign.counts.Pending).toBe(1);
  });

  it('in Draft or Paused can be worked on', async () => {
    for (const status of ['Draft', 'Paused']) {
      const { id: campaignId } = await makeCampaign(owner, { status });
      const { id } = await makeCollaboration(member, { campaignId });
      expect((await change(member, id, 'status', { to: 'Negotiating' })).version).toBe(2);
    }
  });

  it('are never deleted', async () => {
    const { id } = await makeCampaign(owner);
    expect((await owner.del(`/api/campaigns/${id}`)).status).toBeGreaterThanOrEqual(404);
    expect((await owner.get(`/api/campaigns/${id}`)).status).toBe(200);
  });

  it.each([
    {},
    { name: '' },
    { name: 'x'.repeat(501) },
    { name: 'A', status: 'Done' },
    { name: 'A', budgetCents: -1, currency: 'EUR' },
    { name: 'A', budgetCents: 1.5, currency: 'EUR' },
    { name: 'A', currency: 'XXQ' },
    { name: 'A', startsOn: '2027-02-30' },
    { name: 'A', access: 'secret' },
    { name: 'A', colour: 'red' },
    { name: 'A', peopleIds: ['nobody'] },
    { name: 'A', ownerId: 'me' },
  ])('%o is 422', async (body) => {
    expect((await owner.post('/api/campaigns', body)).problem.status).toBe(422);
  });
});

describe('creators', () => {
  it('are made, read and changed', async () => {
    const body = {
      name: 'Mara',
      bio: 'Cooks',
      country: 'AT',
      handles: [
        {
          platform: 'Instagram',
          handle: `@${handle()}`,
          followers: 12_000,
          engagementPercent: 3.5,
        },
        { platform: 'TikTok', handle: handle() },
      ],
      contact: { email: 'mara@example.com', phone: '+43 1 1' },
    };
    const made = await makeCreator(member, body);
    expect(made.handles[0]?.handle).toBe(body.handles[0]?.handle.slice(1));
    expect(made.contact).toMatchObject({
      email: 'mara@example.com',
      phone: '+43 1 1',
      agentName: null,
    });
    expect((await member.get<CreatorView>(`/api/creators/${made.id}`)).body).toEqual(made);
    const patched = await member.patch<{ creator: CreatorView }>(`/api/creators/${made.id}`, {
      bio: null,
    });
    expect(patched.body.creator).toMatchObject({ name: 'Mara', bio: null, country: 'AT' });
    expect(patched.body.creator.handles).toHaveLength(2);
  });

  it('the same platform and handle twice is CREATOR_EXISTS, whatever the case and the @', async () => {
    const name = handle();
    await makeCreator(member, { handles: [{ platform: 'YouTube', handle: name }] });
    for (const again of [name, name.toUpperCase(), `@${name}`]) {
      const answer = await member.post('/api/creators', {
        name: 'Another',
        handles: [{ platform: 'YouTube', handle: again }],
      });
      expect(answer.problem).toMatchObject({ status: 409, code: 'CREATOR_EXISTS' });
    }
    await makeCreator(member, { handles: [{ platform: 'Twitch', handle: name }] });
  });

  it.each([
    {},
    { name: 'A' },
    { name: 'A', handles: [] },
    { name: '', handles: [{ platform: 'X', handle: 'a' }] },
    { name: 'A', handles: [{ platform: 'MySpace', handle: 'a' }] },
    { name: 'A', handles: [{ platform: 'X', handle: 'with space' }] },
    { name: 'A', handles: [{ platform: 'X', handle: '' }] },
    { name: 'A', handles: [{ platform: 'X', handle: '@' }] },
    { name: 'A', handles: [{ platform: 'X', handle: 'a'.repeat(101) }] },
    { name: 'A', handles: [{ platform: 'X', handle: 'ok1', followers: -1 }] },
    { name: 'A', handles: [{ platform: 'X', handle: 'ok2', url: 'javascript:alert(1)' }] },
    { name: 'A', handles: [{ platform: 'X', handle: 'ok3' }], contact: { fax: '1' } },
    { name: 'A\u0000', handles: [{ platform: 'X', handle: 'ok4' }] },
  ])('%o is 422', async (body) => {
    expect((await member.post('/api/creators', body)).problem.status).toBe(422);
  });

  it('are erased by the owner alone: everywhere stays "Erased creator"', async () => {
    const { id: campaignId } = await makeCampaign(owner);
    const creator = await makeCreator(member, {
      name: 'Forget Me',
      contact: { email: 'forget@example.com' },
    });
    const { id } = await makeCollaboration(member, { campaignId, creatorId: creator.id });
    expect((await member.post(`/api/creators/${creator.id}/erase`, {})).problem.status).toBe(403);
    expect((await owner.post(`/api/creators/${creator.id}/erase`, {})).status).toBe(200);
    const after = await owner.get<CreatorView>(`/api/creators/${creator.id}`);
    expect(after.body.name).toBe('Erased creator');
    expect(after.text).not.toMatch(/Forget Me|forget@example/);
    const seen = await owner.get(`/api/collaborations/${id}`);
    expect(seen.text).not.toMatch(/Forget Me|forget@example/);
    expect((await read(owner, id)).creator.name).toBe('Erased creator');
  });
});

describe('the workspace', () => {
  it('is read by everyone who works here and changed by owner and admin', async () => {
    const { body } = await member.get<WorkspaceView>('/api/workspace');
    expect(body).toMatchObject({
      timeZone: 'Europe/Vienna',
      currency: 'EUR',
      workingDays: [1, 2, 3, 4, 5],
    });
    const patched = await owner.patch<{ workspace: WorkspaceView }>('/api/workspace', {
      name: 'Tests',
    });
    expect(patched.status).toBe(200);
    expect(patched.body.workspace).toEqual({ ...body, name: 'Tests' });
  });

  it.each([
    { timeZone: 'Mars/Olympus' },
    { currency: 'euro' },
    { workingDays: [0] },
    { workingDays: ['Monday'] },
    { workingHours: { from: '25:00', to: '26:00' } },
    { reminders: { negotiation: { enabled: 'yes' } } },
    { name: '' },
    { colour: 'red' },
  ])('%o is 422 and changes nothing', async (body) => {
    const before = (await owner.get<WorkspaceView>('/api/workspace')).body;
    expect((await owner.patch('/api/workspace', body)).problem.status).toBe(422);
    expect((await owner.get<WorkspaceView>('/api/workspace')).body).toEqual(before);
  });
});

describe('the description of the API', () => {
  interface Described {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }

  it('names every route of a collaboration, without a sign-in being needed to read it', async () => {
    const stranger = new Api(sharedStack().url);
    const { body } = await stranger.get<Described>('/api/openapi.json');
    expect(body.openapi).toMatch(/^3\./);
    const paths = Object.keys(body.paths).map((path) => path.replaceAll(/\{\w+\}/g, ':'));
    for (const route of [
      'status',
      'payments',
      'content',
      'notes',
      'delivery',
      'terms',
      'owner',
      'snooze',
      'undo',
      'events',
      'commands',
    ])
      expect(paths).toContain(`/api/collaborations/:/${route}`);
    for (const path of [
      '/api/collaborations',
      '/api/campaigns',
      '/api/creators',
      '/api/workspace',
      '/api/health',
      '/api/me',
    ])
      expect(paths).toContain(path);
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const answer = await new Api(sharedStack().url).get('/api/docs');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.text).not.toMatch(/(src|href)="https?:\/\//);
  });
});

describe('lists', () => {
  it.each(['/api/campaigns', '/api/creators', '/api/members'])(
    '%s is a page with its cursor',
    async (path) => {
      const answer = await owner.get<{
        items: unknown[];
        nextCursor: string | null;
        total: number;
      }>(`${path}?limit=2`);
      expect(answer.headers.get('parley-cursor')).toBeTruthy();
      expect(answer.body.items.length).toBeLessThanOrEqual(2);
      expect(answer.body.total).toBeGreaterThanOrEqual(answer.body.items.length);
      const seen = new Set<string>();
      let cursor: string | null = '';
      while (cursor !== null) {
        const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await owner.get<{ items: { id: string }[]; nextCursor: string | null }>(
          `${path}?limit=50${after}`,
        );
        for (const { id } of page.body.items) {
          expect(seen.has(id)).toBe(false);
          seen.add(id);
        }
        cursor = page.body.nextCursor;
      }
      expect(seen.size).toBeGreaterThanOrEqual(answer.body.items.length);
    },
  );
});
