import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson } from '../../src/auth/people.ts';
import { makeOneTimeToken } from '../../src/auth/one-time-links.ts';
import { setUpAddress } from '../../src/auth/set-up.ts';
import {
  PASSWORD,
  runServer,
  signedIn,
  signIn,
  type TestServer,
  Visitor,
} from './running-server.ts';

let server: TestServer;
let nobody: Visitor;
beforeAll(async () => {
  server = await runServer();
  nobody = new Visitor(server.url);
});
afterAll(() => server.close());

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const trySignIn = (email: string, password: string) =>
  nobody.post('/api/auth/sign-in/email', { email, password });

describe('the first owner', () => {
  const owner = {
    name: 'Ida',
    email: 'Ida@Example.com',
    password: PASSWORD,
    workspaceName: 'W',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  };

  it('is made once, through the printed address alone', async () => {
    const address = await setUpAddress(server.world.sql, server.url);
    const token = new URL(address ?? '').searchParams.get('token');
    expect((await nobody.post('/api/setup', { ...owner, token: 'guessed' })).body).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect(
      (await nobody.post('/api/setup', { ...owner, token, timeZone: 'Berlin' })).body,
    ).toMatchObject({ status: 422, errors: [{ path: 'timeZone' }] });
    const both = await Promise.all(
      [1, 2].map(() => nobody.post('/api/setup', { ...owner, token })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const again = await nobody.post('/api/setup', { ...owner, token, email: 'x@example.com' });
    expect(again.body).toMatchObject({ status: 409, code: 'ALREADY_SET_UP' });
    expect(await setUpAddress(server.world.sql, server.url)).toBeNull();
    const me = await (await signIn(server, 'ida@example.com', PASSWORD)).get('/api/me');
    expect(me.body).toEqual({
      user: {
        id: expect.stringMatching(UUID_V7),
        name: 'Ida',
        email: 'ida@example.com',
        role: 'owner',
      },
    });
  });
});

describe('a session', () => {
  it('is in a cookie named by the port, in a table with UUIDv7 ids, and ends by signing out', async () => {
    const member = await signedIn(server, 'member');
    expect(member.headers.cookie).toMatch(new RegExp(`^parley-${server.port}\\.session_token=`));
    const [row] = await server.world
      .sql`select id, token from sessions where user_id = ${member.personId}`;
    expect(row?.id).toMatch(UUID_V7);
    expect((await member.get('/api/me')).status).toBe(200);
    const out = await member.post('/api/auth/sign-out');
    expect(out.status).toBe(200);
    expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    expect((await member.get('/api/me')).body).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    expect(
      await server.world.sql`select 1 from sessions where user_id = ${member.personId}`,
    ).toHaveLength(0);
  });

  it('is not made by a forged cookie, and ends with its person', async () => {
    const member = await signedIn(server, 'member');
    const forged = new Visitor(server.url, {
      cookie: `${member.headers.cookie?.slice(0, -8)}AAAA%3D`,
    });
    expect((await forged.get('/api/me')).status).toBe(401);
    await server.world.sql`update people set disabled_at = now() where id = ${member.personId}`;
    expect((await member.get('/api/me')).status).toBe(401);
  });

  it('is not given to somebody disabled', async () => {
    const id = await addPerson(server.world.sql, {
      name: 'Gone',
      email: 'gone@example.com',
      role: 'member',
      password: PASSWORD,
    });
    await server.world.sql`update people set disabled_at = now() where id = ${id}`;
    expect((await trySignIn('gone@example.com', PASSWORD)).body).toMatchObject({
      status: 401,
      code: 'INVALID_CREDENTIALS',
    });
  });

  it('is renewed a day later and ends after 30 days at most', async () => {
    const member = await signedIn(server, 'member');
    await server.world
      .sql`update sessions set updated_at = now() - interval '2 days', expires_at = now() + interval '5 days' where user_id = ${member.personId}`;
    const renewed = await member.get('/api/me');
    expect(renewed.status).toBe(200);
    expect(renewed.headers.getSetCookie()[0]).toMatch(/Max-Age=604800/);
    await server.world
      .sql`update sessions set created_at = now() - interval '31 days' where user_id = ${member.personId}`;
    expect((await member.get('/api/me')).status).toBe(401);
  });
});

describe('failed sign-ins', () => {
  it('are answered 401 ten times per account and 429 from then on, sent one by one', async () => {
    await addPerson(server.world.sql, {
      name: 'A',
      email: 'one@example.com',
      role: 'member',
      password: PASSWORD,
    });
    for (let count = 0; count < 10; count += 1)
      expect((await trySignIn('one@example.com', 'wrong')).status).toBe(401);
    const eleventh = await trySignIn('ONE@example.com', 'wrong');
    expect(eleventh.body).toMatchObject({ status: 429, code: 'TOO_MANY_FAILED_SIGN_INS' });
    const wait = Number(eleventh.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(800);
    expect(wait).toBeLessThanOrEqual(900);
    expect((await trySignIn('one@example.com', PASSWORD)).status).toBe(429);
    await server.world
      .sql`update failed_sign_ins set at = at - interval '15 minutes' where email = 'one@example.com'`;
    expect((await trySignIn('one@example.com', PASSWORD)).status).toBe(200);
  });

  it('are limited as exactly when they come at once, also for an address nobody has', async () => {
    const statuses = await Promise.all(
      Array.from(
        { length: 25 },
        async () => (await trySignIn('ghost@example.com', 'wrong')).status,
      ),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('do not count successful ones', async () => {
    await addPerson(server.world.sql, {
      name: 'B',
      email: 'busy@example.com',
      role: 'member',
      password: PASSWORD,
    });
    const statuses = await Promise.all(
      Array.from(
        { length: 30 },
        async () => (await trySignIn('busy@example.com', PASSWORD)).status,
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('are limited to 100 per address', async () => {
    await server.world.sql`delete from failed_sign_ins`;
    await server.world.sql`
      insert into failed_sign_ins (id, email, address)
      select gen_random_uuid(), 'n' || n || '@example.com', '127.0.0.1' from generate_series(1, 99) n`;
    expect((await trySignIn('hundredth@example.com', 'wrong')).status).toBe(401);
    expect((await trySignIn('next@example.com', 'wrong')).body).toMatchObject({ status: 429 });
    await server.world.sql`delete from failed_sign_ins`;
  });
});

describe('an API token', () => {
  it('is shown once, kept as a hash, acts with its role, and stops when it is ended', async () => {
    const admin = await signedIn(server, 'admin');
    const made = await admin.post('/api/tokens', { name: 'Script', role: 'guest' });
    expect(made.status).toBe(201);
    const { token, id } = made.body.token ?? { token: '', id: '' };
    const stored = await server.world.sql`select * from api_tokens where id = ${id}`;
    expect(JSON.stringify(stored)).not.toContain(token);
    const listed = await admin.get('/api/tokens');
    expect(listed.headers.get('parley-cursor')).toMatch(/\.\d+$/);
    expect(listed.text).not.toContain(token);
    const script = new Visitor(server.url, { authorization: `Bearer ${token}` });
    expect((await script.get('/api/me')).body.user).toMatchObject({
      id,
      name: 'Script',
      role: 'guest',
    });
    expect((await script.get('/api/tokens')).body).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect((await admin.send('DELETE', `/api/tokens/${id}`)).status).toBe(204);
    expect((await script.get('/api/me')).status).toBe(401);
    expect((await admin.send('DELETE', `/api/tokens/${id}`)).status).toBe(404);
  });

  it('is the same for the same Idempotency-Key, and never more than its maker', async () => {
    const admin = await signedIn(server, 'admin');
    const key = { 'idempotency-key': 'make a token' };
    const [first, second] = [
      await admin.send('POST', '/api/tokens', { name: 'A' }, key),
      await admin.send('POST', '/api/tokens', { name: 'A' }, key),
    ];
    expect(second.body).toEqual(first.body);
    expect((await admin.post('/api/tokens', { name: 'A', role: 'owner' })).status).toBe(403);
    expect(
      (await (await signedIn(server, 'member')).post('/api/tokens', { name: 'A' })).status,
    ).toBe(403);
  });
});

describe('members', () => {
  it('are invited by a one-time address, where they choose a password', async () => {
    const owner = await signedIn(server, 'owner');
    const made = await owner.post('/api/members', {
      name: 'New',
      email: 'new@example.com',
      role: 'member',
    });
    const token = new URL(made.body.invitationUrl ?? '').searchParams.get('invitation');
    expect((await trySignIn('new@example.com', PASSWORD)).status).toBe(401);
    expect(
      (await nobody.post('/api/invitations/accept', { token, password: PASSWORD })).status,
    ).toBe(200);
    expect((await trySignIn('new@example.com', PASSWORD)).status).toBe(200);
    expect(
      (await nobody.post('/api/invitations/accept', { token, password: 'another one' })).status,
    ).toBe(403);
    const taken = await owner.post('/api/members', {
      name: 'New',
      email: 'NEW@example.com',
      role: 'member',
    });
    expect(taken.body).toMatchObject({ status: 409, code: 'EMAIL_TAKEN' });
  });

  it('never lose their last owner, also when two are taken away at once', async () => {
    await server.world.sql`update people set role = 'admin' where role = 'owner'`;
    const [one, two] = [await signedIn(server, 'owner'), await signedIn(server, 'owner')];
    const answers = await Promise.all([
      one.send('PATCH', `/api/members/${two.personId}`, { role: 'member' }),
      two.send('PATCH', `/api/members/${one.personId}`, { role: 'member' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const rows = await server.world.sql`select id from people where role = 'owner'`;
    expect(rows).toHaveLength(1);
    const last = rows[0]?.id === one.personId ? one : two;
    expect((await last.send('DELETE', `/api/members/${last.personId}`)).body).toMatchObject({
      status: 409,
      code: 'LAST_OWNER',
    });
  });

  it('are managed by owners and admins, owners by owners alone; guests see themselves', async () => {
    const [admin, member, guest] = [
      await signedIn(server, 'admin'),
      await signedIn(server, 'member'),
      await signedIn(server, 'guest'),
    ];
    const [owner] = await server.world.sql`select id from people where role = 'owner'`;
    expect((await admin.send('PATCH', `/api/members/${owner?.id}`, { role: 'guest' })).status).toBe(
      403,
    );
    expect(
      (await admin.send('PATCH', `/api/members/${admin.personId}`, { role: 'owner' })).status,
    ).toBe(403);
    expect(
      (await member.post('/api/members', { name: 'X', email: 'x@example.com', role: 'guest' }))
        .status,
    ).toBe(403);
    expect((await guest.get('/api/members')).body).toMatchObject({
      total: 1,
      items: [{ id: guest.personId }],
    });
    expect((await guest.get(`/api/members/${member.personId}`)).status).toBe(404);
    expect(
      (await admin.send('PATCH', `/api/members/${guest.personId}`, { isDisabled: true })).body
        .member?.isDisabled,
    ).toBe(true);
    expect((await guest.get('/api/me')).status).toBe(401);
  });

  it('change their password knowing the old one; every other session ends', async () => {
    const email = 'changer@example.com';
    const here = await signedIn(server, 'member', email);
    const there = await signIn(server, email, PASSWORD);
    expect(
      (
        await here.post('/api/auth/change-password', {
          currentPassword: 'no',
          newPassword: 'brand new one',
        })
      ).status,
    ).toBe(401);
    expect(
      (
        await here.post('/api/auth/change-password', {
          currentPassword: PASSWORD,
          newPassword: 'brand new one',
        })
      ).status,
    ).toBe(200);
    expect((await here.get('/api/me')).status).toBe(200);
    expect((await there.get('/api/me')).status).toBe(401);
    expect((await trySignIn(email, 'brand new one')).status).toBe(200);
  });
});

it('uses a one-time address only for what it was made for', async () => {
  const token = await makeOneTimeToken(server.world.sql, 'setup', { days: 1 });
  expect((await nobody.post('/api/invitations/accept', { token, password: PASSWORD })).status).toBe(
    403,
  );
});
