import { beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../harness/api.ts';
import { makeCampaign, makeCollaboration, read } from '../harness/makers.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

const NOBODY = '0192f0c1-2d3e-7f00-8000-000000000000';
let member: Api;
let owner: Api;
let id: string;
let campaignId: string;

beforeAll(async () => {
  [owner, member] = await Promise.all([as('owner'), as('member')]);
  campaignId = (await makeCampaign(owner)).id;
  id = (await makeCollaboration(member, { campaignId })).id;
});

describe('what is not there', () => {
  it.each([
    `/api/collaborations/${NOBODY}`,
    `/api/collaborations/${NOBODY}/events`,
    `/api/collaborations/not-a-uuid`,
    `/api/collaborations/1`,
    `/api/collaborations/%00`,
    `/api/collaborations/..%2f..%2fetc`,
    `/api/campaigns/${NOBODY}`,
    `/api/creators/${NOBODY}`,
    `/api/commands/${NOBODY}`,
    `/api/nothing`,
    `/api/`,
  ])('GET %s is 404', async (path) => {
    const answer = await member.get(path);
    expect(answer.status).toBe(404);
    expect(answer.problem.status).toBe(404);
  });

  it.each([
    ['status', { to: 'Negotiating' }],
    ['notes', { text: 'Hello' }],
    ['payments', { amountCents: 5, currency: 'EUR' }],
  ])('a change of a collaboration that is not there is 404: %s', async (route, body) => {
    for (const thing of [NOBODY, 'nothing'])
      expect(
        (await member.post(`/api/collaborations/${thing}/${route}`, body)).problem.status,
      ).toBe(404);
  });

  it.each(['999', '0', '-1', 'x', '1.5'])(
    'a version %s that never was is 404 or 422',
    async (version) => {
      const answer = await member.get(`/api/collaborations/${id}?version=${version}`);
      expect(answer.status).toBe(version === '999' ? 404 : answer.status === 404 ? 404 : 422);
      expect(answer.problem.code).toBeTruthy();
    },
  );

  it('content that was never delivered cannot be reviewed', async () => {
    const answer = await member.post(`/api/collaborations/${id}/content/1/review`, {
      state: 'accepted',
    });
    expect(answer.problem.status).toBe(404);
    expect((await read(member, id)).version).toBe(1);
  });
});

describe('a query that is not valid is 422', () => {
  it.each([
    'limit=201',
    'limit=0',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'sort=colour',
    'sort=',
    'status=Paused',
    'status=pending',
    'delivery=Lost',
    'attention=maybe',
    'colour=red',
    'cursor=abc',
    'cursor=eyJhIjoxfQ',
    'campaign=none-such',
    'creator=5',
    'owner=me',
    'offset=-1',
    'limit=50&limit=60',
    'q=%00',
  ])('GET /api/collaborations?%s', async (query) => {
    const answer = await member.get(`/api/collaborations?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.problem.errors?.length).toBeGreaterThan(0);
  });

  it.each([
    `/api/campaigns?colour=red`,
    `/api/campaigns?limit=201`,
    `/api/creators?limit=201`,
    `/api/creators?cursor=abc`,
    `/api/me?verbose=1`,
    `/api/workspace?all=true`,
  ])('GET %s', async (path) => {
    expect((await member.get(path)).problem.status).toBe(422);
  });

  it.each(['limit=201', 'cursor=abc', 'order=asc'])('GET …/events?%s', async (query) => {
    expect((await member.get(`/api/collaborations/${id}/events?${query}`)).problem.status).toBe(
      422,
    );
  });

  it.each(['at=yesterday', 'at=2026-02-30T00:00:00Z', 'version=1&at=2026-11-23T00:00:00Z', 'v=1'])(
    'GET …/:id?%s',
    async (query) => {
      expect((await member.get(`/api/collaborations/${id}?${query}`)).problem.status).toBe(422);
    },
  );

  it('a cursor of another list or sort does not pass for one of this', async () => {
    const made = await Promise.all([1, 2, 3].map(() => makeCollaboration(member, { campaignId })));
    expect(made).toHaveLength(3);
    const page = await member.get<{ nextCursor: string }>(
      `/api/collaborations?campaign=${campaignId}&sort=created&limit=1`,
    );
    const cursor = encodeURIComponent(page.body.nextCursor);
    const answer = await member.get(
      `/api/collaborations?campaign=${campaignId}&sort=creator&limit=1&cursor=${cursor}`,
    );
    expect(answer.status).toBe(422);
  });
});

describe('who may not', () => {
  it('401 without session, and with a made-up one', async () => {
    const { url } = sharedStack();
    const strangers = [
      new Api(url),
      new Api(url, { authorization: 'Bearer nothing' }),
      new Api(url, { cookie: 'a=b' }),
    ];
    for (const stranger of strangers) {
      for (const path of [
        '/api/me',
        '/api/collaborations',
        `/api/collaborations/${id}`,
        '/api/workspace',
      ]) {
        const answer = await stranger.get(path);
        expect(answer.status).toBe(401);
        expect(answer.problem.status).toBe(401);
      }
      expect(
        (await stranger.post(`/api/collaborations/${id}/notes`, { text: 'Hello' })).problem.status,
      ).toBe(401);
    }
  });

  it('a change with a cookie from another origin, or from none, is 403', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      const answer = await member.post(
        `/api/collaborations/${id}/notes`,
        { text: 'Hello' },
        { headers: { origin } },
      );
      expect(answer.problem).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED' });
    }
    const { cookie } = member.credentials;
    const answer = await fetch(`${member.url}/api/collaborations/${id}/notes`, {
      method: 'POST',
      headers: { cookie: cookie ?? '', 'content-type': 'application/json' },
      body: '{"text":"Hello"}',
    });
    expect(answer.status).toBe(403);
    expect((await read(member, id)).version).toBe(1);
  });

  it('localhost and 127.0.0.1 at the same port both count', async () => {
    const origin = member.url.replace('127.0.0.1', 'localhost');
    const answer = await member.post(
      `/api/collaborations/${id}/notes`,
      {},
      { headers: { origin } },
    );
    expect(answer.status).toBe(422);
  });
});

describe('no answer tells about the inside', () => {
  it('neither stack, SQL nor an address', async () => {
    const answers = await Promise.all([
      member.raw('POST', `/api/collaborations/${id}/status`, '{'),
      member.get(`/api/collaborations/'%20or%201=1`),
      member.get(`/api/collaborations?q=${encodeURIComponent("'; drop table people; --")}`),
      member.raw('PUT', `/api/collaborations/${id}`, '{}'),
      member.raw('POST', '/api/auth/sign-in/email', '{"email":5}'),
      member.raw(
        'POST',
        '/api/auth/sign-up/email',
        '{"email":"a@example.com","password":"12345678","name":"A"}',
      ),
    ]);
    for (const { text, status } of answers) {
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/\bat \/|node_modules|select |postgres:|\.ts:\d|127\.0\.0\.1:\d/i);
    }
  });

  it('sign-in answers problems too', async () => {
    const stranger = new Api(sharedStack().url);
    const wrong = await stranger.post('/api/auth/sign-in/email', {
      email: 'nobody@example.com',
      password: 'wrong-password',
    });
    expect(wrong.problem).toMatchObject({ status: 401 });
    const empty = await stranger.post('/api/auth/sign-in/email', {});
    expect(empty.problem).toMatchObject({ status: 422 });
    const other = await stranger.get('/api/auth/get-session');
    expect(other.problem.status).toBe(404);
  });
});
