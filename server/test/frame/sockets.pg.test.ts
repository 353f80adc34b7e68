import { connect as connectTcp } from 'node:net';
import type { ChangeMessage } from '@parley/domain/view';
import { announce } from '@parley/workflows/projection/store-changes';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addCampaign, addCreator, collaborate } from '../read/world.ts';
import {
  makeToken,
  PASSWORD,
  runServer,
  signedIn,
  signIn,
  type TestServer,
  until,
  Visitor,
} from './running-server.ts';

let server: TestServer;
let teamCampaign: string;
beforeAll(async () => {
  server = await runServer();
  teamCampaign = await addCampaign(server.world);
});
afterAll(() => server.close());

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});

const syncAnswer = z.strictObject({
  cursor: z.string(),
  changes: z.array(z.custom<ChangeMessage>()).default([]),
  more: z.literal(true).optional(),
  resync: z.literal(true).optional(),
});

/** A connected socket that keeps what it receives. */
async function live(visitor: Visitor) {
  const socket = visitor.socket();
  open.push(socket);
  const changes: ChangeMessage[] = [];
  const reasons: string[] = [];
  socket.on('change', (change: ChangeMessage) => changes.push(change));
  socket.on('disconnect', (reason) => reasons.push(reason));
  await until('the socket to connect', () => socket.connected);
  const ask = async (event: string, message: unknown): Promise<unknown> =>
    socket.timeout(10_000).emitWithAck(event, message);
  const sync = async (since: string | null) => syncAnswer.parse(await ask('sync', { since }));
  return { socket, changes, reasons, ask, sync };
}
const make = async (campaignId = teamCampaign) => {
  const made = await collaborate(server.world, {
    campaignId,
    creatorId: await addCreator(server.world),
  });
  return made.id;
};
const idsOf = (changes: readonly ChangeMessage[]) =>
  changes.flatMap((change) => (change.kind === 'collaboration' ? change.collaborationId : []));

describe('the change stream', () => {
  it('sends nothing before the first sync is answered, then everything, without asking', async () => {
    const { sync, changes } = await live(await signedIn(server, 'member'));
    await make();
    const { cursor, changes: missed } = await sync(null);
    expect(missed).toEqual([]);
    expect(changes).toEqual([]);
    const id = await make();
    await until('the change', () => changes.length === 1);
    expect(changes[0]).toMatchObject({
      kind: 'collaboration',
      collaborationId: id,
      version: 1,
      cursor: expect.stringMatching(/\.\d+$/),
      collaboration: {
        id,
        status: 'Pending',
        campaign: { id: teamCampaign, name: 'Spring' },
        creator: { name: 'Ada Noor' },
      },
      event: { seq: 1, type: 'Created', actor: { name: 'Temporal operator' } },
    });
    expect(changes[0]?.cursor).not.toBe(cursor);
  });

  it('joins answer and stream without gap or overlap while changes pour in', async () => {
    const owner = await signedIn(server, 'owner');
    const start = await (await live(owner)).sync(null);
    const made: string[] = [];
    let isPouring = true;
    const pour = async () => {
      while (isPouring) made.push(await make());
    };
    const pouring = [pour(), pour(), pour()];
    for (let round = 0; round < 8; round += 1) {
      const follower = await live(owner);
      const before = made.length;
      const answer = await follower.sync(start.cursor);
      expect(answer.more).toBeUndefined();
      await until('more changes', () => made.length > before + 5 && follower.changes.length > 0);
      const seen = [...answer.changes, ...follower.changes];
      const cursors = seen.map(({ cursor }) => Number(cursor.split('.')[1]));
      expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
      expect(new Set(cursors).size).toBe(cursors.length);
      const last = cursors.at(-1) ?? 0;
      const rows = await server.world
        .sql`select id from changes where id > ${Number(start.cursor.split('.')[1])} and id <= ${last} order by id`;
      expect(cursors).toEqual(rows.map(({ id }) => id));
      follower.socket.disconnect();
    }
    isPouring = false;
    await Promise.all(pouring);
  });

  it('continues what a page has read, at most 500 changes an answer', async () => {
    const owner = await signedIn(server, 'owner');
    const page = await owner.get('/api/collaborations?limit=1');
    const campaign = await addCampaign(server.world, { name: 'Many' });
    await server.world.sql.begin(async (sql) => {
      for (let count = 0; count < 1_001; count += 1)
        await announce(sql, { kind: 'campaign', id: campaign });
    });
    const { sync, changes } = await live(owner);
    const first = await sync(page.headers.get('parley-cursor'));
    expect([first.changes.length, first.more]).toEqual([500, true]);
    expect(first.cursor).toBe(first.changes[499]?.cursor);
    const second = await sync(first.cursor);
    expect([second.changes.length, second.more]).toEqual([500, true]);
    await make();
    const third = await sync(second.cursor);
    expect([third.changes.length, third.more]).toEqual([2, undefined]);
    expect(changes).toEqual([]);
    const id = await make();
    await until('the stream', () => idsOf(changes).includes(id));
    expect(changes).toHaveLength(1);
  });

  it('tells everybody that shared views changed, and nobody what they are about', async () => {
    const { sync, changes } = await live(await signedIn(server, 'guest'));
    await sync(null);
    const member = await signedIn(server, 'member');
    const view = { name: 'Launch', query: `campaign=${teamCampaign}` };
    await member.post('/api/views', view);
    await member.post('/api/views', { ...view, scope: 'shared' });
    await until('the change', () => changes.length > 0);
    expect(changes).toEqual([
      {
        kind: 'view',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        value: null,
        cursor: expect.stringMatching(/\.\d+$/),
      },
    ]);
  });

  it('asks to read everything again where a cursor says nothing any more', async () => {
    const { ask, sync } = await live(await signedIn(server, 'owner'));
    const { cursor } = await sync(null);
    const [epoch, head] = cursor.split('.');
    for (const since of [
      `${epoch}.${Number(head) + 1}`,
      `another.${head}`,
      'nonsense',
      '',
      `${epoch}.-1`,
      `${epoch}.1e3`,
    ])
      expect(await ask('sync', { since })).toEqual({ resync: true, cursor });
    await server.world.sql`update workspace set changes_kept_after = 3`;
    expect(await ask('sync', { since: `${epoch}.2` })).toEqual({ resync: true, cursor });
    expect(await sync(`${epoch}.${head}`)).toEqual({ cursor, changes: [] });
    await server.world.sql`update workspace set changes_kept_after = 0`;
  });

  it('answers what is not valid as a problem and goes on', async () => {
    const { socket, ask, sync } = await live(await signedIn(server, 'member'));
    expect(await ask('sync', { since: 5 })).toMatchObject({
      error: { status: 422, code: 'INVALID', errors: [{ path: 'since' }] },
    });
    for (const event of ['sync', 'watch', 'unwatch', 'presence'])
      expect(await ask(event, { x: 1 })).toMatchObject({ error: { code: 'INVALID' } });
    socket.emit('sync');
    socket.emit('sync', null, 'no function');
    expect(await sync(null)).toMatchObject({ changes: [] });
  });

  it('is read again by a socket that was cut off', async () => {
    const { socket, sync, changes } = await live(await signedIn(server, 'member'));
    const { cursor } = await sync(null);
    socket.io.engine.close();
    const id = await make();
    await until('the socket to come back', () => socket.connected);
    expect(idsOf(changes)).toEqual([]);
    expect(idsOf((await sync(cursor)).changes)).toEqual([id]);
  });
});

describe('nobody receives what they may not read', () => {
  it('in the stream and in answers', async () => {
    const [admin, member, guest, invited] = await Promise.all([
      signedIn(server, 'admin'),
      signedIn(server, 'member'),
      signedIn(server, 'guest'),
      signedIn(server, 'guest'),
    ]);
    const hidden = await addCampaign(server.world, {
      access: 'invited',
      people: [invited.personId],
    });
    const sockets = await Promise.all([admin, member, guest, invited].map(live));
    const cursors = await Promise.all(sockets.map(({ sync }) => sync(null)));
    const inHidden = await make(hidden);
    await server.world.sql.begin((sql) => announce(sql, { kind: 'campaign', id: hidden }));
    const inTeam = await make();
    const expected = [[inHidden, inTeam], [inTeam], [], [inHidden]];
    await until(
      'the last change',
      () =>
        idsOf(sockets[0]?.changes ?? []).includes(inTeam) &&
        idsOf(sockets[1]?.changes ?? []).includes(inTeam),
    );
    // The stream of a process is one: what these two have seen, the others were offered.
    expect(sockets.map(({ changes }) => idsOf(changes))).toEqual(expected);
    expect(
      sockets.map(({ changes }) => changes.filter(({ kind }) => kind === 'campaign').length),
    ).toEqual([1, 0, 0, 1]);
    const answers = await Promise.all(
      sockets.map(({ sync }, index) => sync(cursors[index]?.cursor ?? null)),
    );
    expect(answers.map(({ changes }) => idsOf(changes))).toEqual(expected);
  });

  it('as texts of notes and contact details, for guests', async () => {
    const guest = await signedIn(server, 'guest');
    const owner = await signedIn(server, 'owner');
    const campaignId = await addCampaign(server.world, {
      access: 'invited',
      people: [guest.personId],
    });
    const sockets = await Promise.all([guest, owner].map(live));
    const [before] = await Promise.all(sockets.map(({ sync }) => sync(null)));
    const creatorId = await addCreator(server.world, 'Secretive');
    await collaborate(
      server.world,
      { campaignId, creatorId },
      { name: 'addNote', body: { text: 'told in confidence' } },
    );
    await server.world.sql.begin((sql) => announce(sql, { kind: 'creator', id: creatorId }));
    await until('all three', () => sockets.every(({ changes }) => changes.length === 3));
    const [toGuest, toOwner] = sockets.map(({ changes }) => JSON.stringify(changes));
    expect(toOwner).toContain('told in confidence');
    expect(toOwner).toContain('ada@example.com');
    const answer = JSON.stringify(await sockets[0]?.sync(before?.cursor ?? null));
    for (const text of [toGuest, answer]) {
      expect(text).toContain('NoteAdded');
      expect(text).not.toContain('told in confidence');
      expect(text).not.toContain('ada@example.com');
    }
  });

  it('once they are no longer invited: the socket comes back and reads everything again', async () => {
    const guest = await signedIn(server, 'guest');
    const campaignId = await addCampaign(server.world, {
      access: 'invited',
      people: [guest.personId],
    });
    const { sync, changes, reasons, socket } = await live(guest);
    const { cursor } = await sync(null);
    await server.world.sql.begin(async (sql) => {
      await sql`delete from campaign_people where campaign_id = ${campaignId}`;
      await announce(sql, { kind: 'campaign', id: campaignId });
    });
    await make(campaignId);
    await until('the socket to come back', () => reasons.length > 0 && socket.connected);
    expect(changes).toEqual([]);
    expect(await sync(cursor)).toMatchObject({ resync: true });
    expect((await sync((await sync(null)).cursor)).resync).toBeUndefined();
  });

  it('once their role is less, at once', async () => {
    const admin = await signedIn(server, 'owner');
    const person = await signedIn(server, 'admin');
    const hidden = await addCampaign(server.world, { access: 'invited' });
    const { sync, changes, reasons, socket } = await live(person);
    const { cursor } = await sync(null);
    await make(hidden);
    await until('a change', () => changes.length === 1);
    expect(
      (await admin.send('PATCH', `/api/members/${person.personId}`, { role: 'member' })).status,
    ).toBe(200);
    await make(hidden);
    await until('the socket to come back', () => reasons.length === 1 && socket.connected);
    expect(await sync(cursor)).toMatchObject({ resync: true });
    const id = await make();
    await make(hidden);
    const last = await make();
    await until('the last change', () => idsOf(changes).includes(last));
    expect(idsOf(changes).slice(1)).toEqual([id, last]);
  });
});

describe('a socket', () => {
  it('needs a session or a token', async () => {
    const socket = new Visitor(server.url).socket();
    open.push(socket);
    const error = await new Promise<Error>((resolve) => socket.on('connect_error', resolve));
    expect(error).toMatchObject({ message: 'UNAUTHENTICATED', data: { status: 401 } });
    const owner = await signedIn(server, 'owner');
    const { token } = await makeToken(owner);
    const script = await live(new Visitor(server.url, { authorization: `Bearer ${token}` }));
    expect(await script.sync(null)).toMatchObject({ changes: [] });
  });

  it('is closed by signing out, that of other sessions is not', async () => {
    const email = 'two-windows@example.com';
    const here = await signedIn(server, 'member', email);
    const there = await signIn(server, email, PASSWORD);
    const [mine, other] = [await live(here), await live(there)];
    await Promise.all([mine.sync(null), other.sync(null)]);
    await here.post('/api/auth/sign-out');
    await make();
    await until('the other to get the change', () => other.changes.length === 1);
    await until('the socket to close', () => mine.reasons.length === 1);
    expect(mine.changes).toEqual([]);
    expect(mine.reasons).toEqual(['io server disconnect']);
    expect(other.reasons).toEqual([]);
  });

  it('is closed when its person is disabled, its token is ended, or another process says so', async () => {
    const owner = await signedIn(server, 'owner');
    const member = await signedIn(server, 'member');
    const { token, id } = await makeToken(owner);
    const [person, script] = [
      await live(member),
      await live(new Visitor(server.url, { authorization: `Bearer ${token}` })),
    ];
    const refused: string[] = [];
    for (const { socket } of [person, script])
      socket.on('connect_error', ({ message }) => refused.push(message));
    await owner.send('PATCH', `/api/members/${member.personId}`, { isDisabled: true });
    await owner.send('DELETE', `/api/tokens/${id}`);
    await until('both to be closed', () => person.reasons.length > 0 && script.reasons.length > 0);
    await until('both to be turned away', () => refused.length >= 2);
    expect(new Set(refused)).toEqual(new Set(['UNAUTHENTICATED']));
    const elsewhere = await signedIn(server, 'member');
    const far = await live(elsewhere);
    const [session] = await server.world
      .sql`delete from sessions where user_id = ${elsewhere.personId} returning id`;
    await server.world
      .sql`select pg_notify('ended_access', ${JSON.stringify({ kind: 'session', id: session?.id })})`;
    await until('it to be closed', () => far.reasons.length === 1);
  });

  it('must come from our own origin with a cookie: 403, upgrade and polling alike', async () => {
    const { cookie = '' } = (await signedIn(server, 'member')).headers;
    const path = '/socket.io/?EIO=4&transport=';
    for (const origin of ['https://evil.example', undefined]) {
      const polled = await fetch(`${server.url}${path}polling`, {
        headers: { cookie, ...(origin ? { origin } : {}) },
      });
      expect(polled.status).toBe(403);
      expect(await polled.json()).toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' });
      const upgraded = await upgrade(`${path}websocket`, { cookie, ...(origin ? { origin } : {}) });
      expect(upgraded).toMatch(/^HTTP\/1\.1 403 /);
      expect(upgraded).toContain('"code":"ORIGIN_NOT_ALLOWED"');
    }
    const own = `http://localhost:${server.port}`;
    expect(
      (await fetch(`${server.url}${path}polling`, { headers: { cookie, origin: own } })).status,
    ).toBe(200);
    expect(await upgrade(`${path}websocket`, { cookie, origin: own })).toMatch(/^HTTP\/1\.1 101 /);
  });
});

/** The first bytes that an upgrade is answered with. */
function upgrade(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp(server.port, '127.0.0.1');
    const all = {
      host: `127.0.0.1:${server.port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    };
    socket.write(
      `GET ${path} HTTP/1.1\r\n${Object.entries(all)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    );
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('presence', () => {
  it('tells who looks at a collaboration and in which field they are, to those who look too', async () => {
    const [a, b] = [
      await live(await signedIn(server, 'member')),
      await live(await signedIn(server, 'owner')),
    ];
    const told: { collaborationId: string; people: { name: string; field: string | null }[] }[] =
      [];
    a.socket.on('presence', (message) => told.push(message));
    const collaborationId = await make();
    expect(await a.ask('presence', { collaborationId, field: 'terms' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    await a.ask('watch', { collaborationId });
    await b.ask('watch', { collaborationId });
    await b.ask('presence', { collaborationId, field: 'terms.conditions' });
    await until(
      'the field',
      () => told.at(-1)?.people.some(({ field }) => field === 'terms.conditions') ?? false,
    );
    expect(told.at(-1)).toMatchObject({
      collaborationId,
      people: [
        { name: 'The member', field: null },
        { name: 'The owner', field: 'terms.conditions' },
      ],
    });
    b.socket.disconnect();
    await until('them to leave', () => told.at(-1)?.people.length === 1);
    const before = told.length;
    await a.ask('unwatch', { collaborationId });
    expect(told).toHaveLength(before);
  });

  it('does not exist for a collaboration that one may not see', async () => {
    const { ask } = await live(await signedIn(server, 'guest'));
    for (const collaborationId of [await make(), '0198a2a0-0000-7000-8000-000000000000'])
      expect(await ask('watch', { collaborationId })).toMatchObject({
        error: { status: 404, code: 'NOT_FOUND' },
      });
  });
});
