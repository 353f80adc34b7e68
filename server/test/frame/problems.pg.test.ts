import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeToken, runServer, signedIn, type TestServer, Visitor } from './running-server.ts';

let server: TestServer;
let nobody: Visitor;
let owner: Visitor;
beforeAll(async () => {
  server = await runServer();
  nobody = new Visitor(server.url);
  owner = await signedIn(server, 'owner');
});
afterAll(() => server.close());

const SIGN_IN = '/api/auth/sign-in/email';
type Sent = [
  name: string,
  method: string,
  path: string,
  body: string | undefined,
  headers: Record<string, string>,
];

const CASES: [...Sent, status: number, code: string][] = [
  ['broken JSON', 'POST', SIGN_IN, '{"email":', {}, 400, 'MALFORMED_JSON'],
  ['no body at all', 'POST', SIGN_IN, undefined, {}, 400, 'MALFORMED_JSON'],
  [
    'a form',
    'POST',
    SIGN_IN,
    'email=a',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'UNSUPPORTED_CONTENT_TYPE',
  ],
  [
    'text',
    'POST',
    SIGN_IN,
    '{}',
    { 'content-type': 'text/plain' },
    415,
    'UNSUPPORTED_CONTENT_TYPE',
  ],
  ['more than 1 MiB', 'POST', SIGN_IN, `"${'a'.repeat(1_048_576)}"`, {}, 413, 'BODY_TOO_LARGE'],
  ['deep nesting', 'POST', SIGN_IN, '['.repeat(500_000), {}, 422, 'INVALID'],
  ['deep nesting of objects', 'POST', SIGN_IN, '{"a":'.repeat(150_000), {}, 422, 'INVALID'],
  ['a list', 'POST', SIGN_IN, '[]', {}, 422, 'INVALID'],
  ['null', 'POST', SIGN_IN, 'null', {}, 422, 'INVALID'],
  ['missing fields', 'POST', SIGN_IN, '{}', {}, 422, 'INVALID'],
  ['no such sign-in', 'POST', '/api/auth/sign-in/social', '{}', {}, 404, 'NOT_FOUND'],
  [
    'signing up',
    'POST',
    '/api/auth/sign-up/email',
    '{"name":"A","email":"a@example.com","password":"12345678"}',
    {},
    404,
    'NOT_FOUND',
  ],
  [
    'changing oneself through the library',
    'POST',
    '/api/auth/update-user',
    '{"role":"owner"}',
    {},
    404,
    'NOT_FOUND',
  ],
  [
    'reading the session through the library',
    'GET',
    '/api/auth/get-session',
    undefined,
    {},
    404,
    'NOT_FOUND',
  ],
  ['another method', 'GET', SIGN_IN, undefined, {}, 404, 'NOT_FOUND'],
  ['the root', 'GET', '/api', undefined, {}, 404, 'NOT_FOUND'],
  ['a path that is no UTF-8', 'GET', '/api/%E0%A4%A', undefined, {}, 404, 'NOT_FOUND'],
  ['nobody', 'GET', '/api/me', undefined, {}, 401, 'UNAUTHENTICATED'],
  [
    'an unknown token',
    'GET',
    '/api/me',
    undefined,
    { authorization: 'Bearer nonsense' },
    401,
    'UNAUTHENTICATED',
  ],
  [
    'another scheme',
    'GET',
    '/api/me',
    undefined,
    { authorization: 'Basic YTpi' },
    401,
    'UNAUTHENTICATED',
  ],
];

describe('every error is a problem', () => {
  it.each(CASES)('%s', async (_name, method, path, body, headers, status, code) => {
    const answer = await nobody.send(method, path, body, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toEqual({
      type: expect.any(String),
      title: expect.any(String),
      detail: expect.any(String),
      status,
      code,
      ...(status === 422 ? { errors: expect.any(Array) } : {}),
    });
    expect(answer.text).not.toMatch(/node_modules|select |postgres|\.ts:/);
  });

  it('names every unknown field and parameter', async () => {
    const body = await nobody.post(SIGN_IN, {
      email: 'a@example.com',
      password: 'x',
      role: 'owner',
      admin: true,
    });
    expect(body.body.errors?.map(({ path }) => path)).toEqual(['role', 'admin']);
    const query = await owner.get('/api/members?limit=201&colour=red&colour=blue');
    expect(query.body.errors?.map(({ path }) => path).sort()).toEqual(['colour', 'limit']);
    expect((await owner.get('/api/me?x=1')).body.errors).toEqual([
      { path: 'x', message: 'is not known here' },
    ]);
    expect((await owner.get('/api/members?cursor=%00')).status).toBe(422);
    expect((await owner.get('/api/members?limit=5&limit=6')).status).toBe(422);
    expect((await owner.get('/api/members?cursor=nonsense')).body.errors).toEqual([
      { path: 'cursor', message: expect.any(String) },
    ]);
  });

  it('finds nothing under an id that is no UUID', async () => {
    for (const id of ['1', 'nope', '%00', "' or 1=1"])
      expect((await owner.get(`/api/members/${id}`)).status).toBe(404);
  });

  it('stops a body that does not say how long it is', async () => {
    expect(await sendEndlessly(server.port)).toBe(413);
  });

  it('takes no body where none belongs', async () => {
    expect(
      (await owner.send('DELETE', '/api/tokens/0198a2a0-0000-7000-8000-000000000000')).status,
    ).toBe(404);
    expect(
      (await owner.send('DELETE', '/api/tokens/0198a2a0-0000-7000-8000-000000000000', { why: 1 }))
        .status,
    ).toBe(422);
    expect((await owner.post('/api/auth/sign-out', {})).status).toBe(200);
    owner = await signedIn(server, 'owner');
  });
});

/** Sends 64 kB again and again until it is answered. */
function sendEndlessly(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: SIGN_IN,
      headers: { 'content-type': 'application/json' },
    });
    let answered = false;
    sent.on('response', (response) => {
      answered = true;
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on('error', (error) => !answered && reject(error));
    const chunk = Buffer.alloc(65_536, 0x20);
    const more = () => !answered && sent.write(chunk, () => setImmediate(more));
    more();
  });
}

describe('a change that comes with a cookie', () => {
  const key = { name: 'Script' };
  it('must come from our own origin', async () => {
    const { cookie = '' } = owner.headers;
    for (const origin of [
      'https://evil.example',
      `http://localhost:${server.port + 1}`,
      `https://localhost:${server.port}`,
      'null',
      '',
    ]) {
      const answer = await owner.send('POST', '/api/tokens', key, { origin });
      expect([origin, answer.status, answer.body.code]).toEqual([
        origin,
        403,
        'ORIGIN_NOT_ALLOWED',
      ]);
    }
    const without = await fetch(`${server.url}/api/tokens`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(key),
    });
    expect(without.status).toBe(403);
    for (const origin of [`http://localhost:${server.port}`, `http://127.0.0.1:${server.port}`])
      expect((await owner.send('POST', '/api/tokens', key, { origin })).status).toBe(201);
  });

  it('is the only thing that must: reads and tokens need no origin', async () => {
    expect(
      (await owner.send('GET', '/api/me', undefined, { origin: 'https://evil.example' })).status,
    ).toBe(200);
    const { token } = await makeToken(owner, 'admin');
    const script = new Visitor(server.url, { authorization: `Bearer ${token}` });
    expect(
      (await script.send('POST', '/api/tokens', key, { origin: 'https://evil.example' })).status,
    ).toBe(201);
  });
});

describe('answers', () => {
  it('carry security headers and a request id', async () => {
    const answer = await nobody.send('GET', '/api/me', undefined, { 'x-request-id': 'abc-1' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-request-id': 'abc-1',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
    });
    expect((await nobody.get('/api/me')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are described in full, and the page that shows it asks nobody else', async () => {
    const { body } = await nobody.get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body.paths?.['/api/members/{id}']?.patch).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { additionalProperties: false } } } },
    });
    expect(Object.keys(body.paths?.['/api/tokens']?.post?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '401', '403', '409', '422', '429', '503']),
    );
    const page = await nobody.get('/api/docs');
    expect(page.text).not.toMatch(/https?:\/\//);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await nobody.get('/api/docs/reference.js')).text.length).toBeGreaterThan(1_000_000);
  });

  it('say which part is down within a few seconds', async () => {
    const answer = await nobody.get('/api/health');
    expect(answer.status).toBe(503);
    expect(answer.body.checks).toMatchObject({
      postgres: 'ok',
      temporal: expect.not.stringMatching(/^ok$/),
      worker: expect.not.stringMatching(/^ok$/),
    });
  });
});

describe('too many requests', () => {
  it('are answered 429 from the 2,001st change of an account in ten seconds on', async () => {
    const busy = await signedIn(server, 'guest');
    const { limits } = server.deps;
    const count = async (many: number, method: string) => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: many }, () => limits.count(busy.personId, method)),
      );
      return outcomes.filter(({ status }) => status === 'rejected').length;
    };
    expect(await count(2_001, 'POST')).toBe(1);
    const answer = await busy.post('/api/auth/change-password', {});
    expect(answer.body).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await busy.get('/api/me')).status).toBe(200);
    expect(await count(4_000, 'GET')).toBe(1);
    expect((await busy.get('/api/me')).status).toBe(429);
    expect((await owner.get('/api/me')).status).toBe(200);
  });
});
