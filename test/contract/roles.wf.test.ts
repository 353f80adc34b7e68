import type { CollaborationPage, CollaborationView, CreatorView } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../harness/api.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  timeline,
} from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

const idOf = async (api: Api) => (await api.get<{ user: { id: string } }>('/api/me')).body.user.id;
let owner: Api;
let admin: Api;
let member: Api;
let outsider: Api;
let guest: Api;
let open: CollaborationView;
let hidden: CollaborationView;
let shared: CollaborationView;

beforeAll(async () => {
  [owner, admin, member, outsider, guest] = await Promise.all([
    as('owner'),
    as('admin'),
    as('member'),
    as('member2'),
    as('guest'),
  ]);
  const [memberId, guestId] = await Promise.all([idOf(member), idOf(guest)]);
  const team = await makeCampaign(owner, { access: 'team' });
  const secret = await makeCampaign(owner, { access: 'invited', peopleIds: [memberId] });
  const withGuest = await makeCampaign(owner, {
    access: 'invited',
    peopleIds: [memberId, guestId],
  });
  const contact = {
    email: 'creator@example.com',
    phone: '+43 1 234',
    agentName: 'Agent',
    agentEmail: 'agent@example.com',
  };
  const creator = await makeCreator(owner, { contact });
  const make = (campaignId: string) =>
    makeCollaboration(owner, { campaignId, creatorId: creator.id });
  [open, hidden, shared] = [await make(team.id), await make(secret.id), await make(withGuest.id)];
  await change(owner, shared.id, 'notes', { text: 'A secret of the team' });
});

const status = async (api: Api, id: string) => (await api.get(`/api/collaborations/${id}`)).status;

describe('who sees what', () => {
  it('owner and admin all of it', async () => {
    for (const api of [owner, admin])
      for (const { id } of [open, hidden, shared]) expect(await status(api, id)).toBe(200);
  });

  it('a member what is open to the team or invites them; the rest does not exist', async () => {
    for (const { id } of [open, hidden, shared]) expect(await status(member, id)).toBe(200);
    expect(await status(outsider, open.id)).toBe(200);
    for (const it of [hidden, shared]) {
      expect(await status(outsider, it.id)).toBe(404);
      expect((await outsider.get(`/api/collaborations/${it.id}/events`)).problem.status).toBe(404);
      expect((await outsider.get(`/api/campaigns/${it.campaign.id}`)).problem.status).toBe(404);
      expect(
        (await outsider.post(`/api/collaborations/${it.id}/notes`, { text: 'Hello' })).problem
          .status,
      ).toBe(404);
      const creator = await makeCreator(outsider);
      const make = await outsider.post('/api/collaborations', {
        campaignId: it.campaign.id,
        creatorId: creator.id,
      });
      expect([404, 422]).toContain(make.problem.status);
    }
  });

  it('a guest only what invites them', async () => {
    expect(await status(guest, shared.id)).toBe(200);
    for (const it of [open, hidden]) {
      expect(await status(guest, it.id)).toBe(404);
      expect((await guest.get(`/api/campaigns/${it.campaign.id}`)).problem.status).toBe(404);
    }
  });

  it('in lists, counts and searches alike', async () => {
    const seen = async (api: Api) => {
      const page = await api.get<CollaborationPage>(
        `/api/collaborations?creator=${open.creator.id}`,
      );
      const counted = Object.values(page.body.counts).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(page.body.total);
      return page.body.items.map(({ id }) => id).toSorted();
    };
    const ids = (...those: CollaborationView[]) => those.map(({ id }) => id).toSorted();
    expect(await seen(owner)).toEqual(ids(open, hidden, shared));
    expect(await seen(member)).toEqual(ids(open, hidden, shared));
    expect(await seen(outsider)).toEqual(ids(open));
    expect(await seen(guest)).toEqual(ids(shared));
    const campaigns = await guest.get<{ items: { id: string }[] }>('/api/campaigns?limit=200');
    // Other files of this stack invite the guest as well.
    const seenIds = campaigns.body.items.map(({ id }) => id);
    expect(seenIds).toContain(shared.campaign.id);
    expect(seenIds).not.toContain(open.campaign.id);
    expect(seenIds).not.toContain(hidden.campaign.id);
  });
});

describe('a guest', () => {
  it('reads neither note texts nor contact details', async () => {
    const answers = await Promise.all([
      guest.get(`/api/collaborations/${shared.id}`),
      guest.get(`/api/collaborations/${shared.id}/events`),
      guest.get(`/api/collaborations/${shared.id}?version=2`),
      guest.get(`/api/creators/${shared.creator.id}`),
      guest.get(`/api/creators`),
      guest.get(`/api/collaborations`),
    ]);
    for (const { text } of answers)
      expect(text).not.toMatch(/secret of the team|creator@example|\+43 1 234|agent@example/);
    const notes = (await timeline(guest, shared.id)).filter(({ type }) => type === 'NoteAdded');
    expect(notes).toHaveLength(1);
  });

  it('learns nothing of the creator’s other campaigns', async () => {
    const creator = await guest.get<CreatorView>(`/api/creators/${shared.creator.id}`);
    expect(creator.text).not.toContain(open.campaign.id);
    expect(creator.text).not.toContain(hidden.campaign.id);
  });

  it('changes nothing', async () => {
    const tries: [string, object][] = [
      ['status', { to: 'Negotiating' }],
      ['notes', { text: 'Hello' }],
      ['payments', { amountCents: 5, currency: 'EUR' }],
      ['content', { url: 'https://example.com' }],
      ['owner', { ownerId: null }],
      ['snooze', { until: '2027-01-01T00:00:00Z' }],
      ['undo', { seq: 2 }],
    ];
    for (const [route, body] of tries)
      expect(
        (await guest.post(`/api/collaborations/${shared.id}/${route}`, body)).problem.status,
        route,
      ).toBe(403);
    expect(
      (await guest.patch(`/api/collaborations/${shared.id}/terms`, { conditions: 'x' })).problem
        .status,
    ).toBe(403);
    const body = { campaignId: shared.campaign.id, creatorId: shared.creator.id };
    expect((await guest.post('/api/collaborations', body)).problem.status).toBe(403);
    expect(
      (await guest.post('/api/creators', { name: 'G', handles: [{ platform: 'X', handle: 'g' }] }))
        .problem.status,
    ).toBe(403);
    expect((await timeline(owner, shared.id)).at(-1)?.type).toBe('NoteAdded');
  });
});

describe('what only owner and admin do', () => {
  it.each([
    ['POST', () => '/api/campaigns', { name: 'Mine' }],
    ['PATCH', () => `/api/campaigns/${open.campaign.id}`, { status: 'Archived' }],
    ['PATCH', () => '/api/workspace', { name: 'Mine' }],
    ['POST', () => '/api/members', { name: 'New', email: 'new@example.com', role: 'member' }],
    ['POST', () => '/api/tokens', { name: 'Script' }],
    ['GET', () => '/api/tokens', undefined],
  ])('%s %o is 403 for members and guests', async (method, path, body) => {
    for (const api of [member, guest]) {
      const answer = await api.raw(
        method,
        path(),
        body === undefined ? undefined : JSON.stringify(body),
      );
      expect(answer.problem.status).toBe(403);
    }
  });

  it('an admin may', async () => {
    expect((await makeCampaign(admin)).status).toBe('Live');
  });
});

describe('a token', () => {
  it('acts with its role, is named in the timeline, and ends at once', async () => {
    const made = await owner.post<{ token: { id: string; token: string } }>('/api/tokens', {
      name: 'Importer',
      role: 'member',
    });
    expect(made.status).toBe(201);
    const { id, token } = made.body.token;
    const script = new Api(owner.url, { authorization: `Bearer ${token}` });
    const noted = await change(
      script,
      open.id,
      'notes',
      { text: 'By a script' },
      { headers: { origin: 'https://elsewhere.example' } },
    );
    expect(noted.event?.actor).toMatchObject({ kind: 'token', name: 'Importer' });
    expect((await script.get('/api/tokens')).problem.status).toBe(403);
    expect((await owner.get('/api/tokens')).text).not.toContain(token);
    expect((await owner.del(`/api/tokens/${id}`)).status).toBeLessThan(300);
    expect((await script.get('/api/me')).problem.status).toBe(401);
  });
});
