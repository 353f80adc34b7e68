import type { CampaignView, CollaborationView } from '@parley/domain/view';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Api, signIn } from '../harness/api.ts';
import { connectLive, Live, type CollaborationChange, type SyncAnswer } from '../harness/live.ts';
import { change, makeCampaign, makeCollaboration, makeCreator, read } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { rowOf } from '../harness/row-of.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { inParallel, until } from '../harness/wait.ts';

let owner: Api;
let member: Api;
let guest: Api;
let campaign: CampaignView;
const open: Live[] = [];

beforeAll(async () => {
  [owner, member, guest] = await Promise.all([as('owner'), as('member'), as('guest')]);
  campaign = await makeCampaign(owner);
});
afterEach(() => {
  for (const live of open.splice(0)) live.close();
});

async function live(api: Api): Promise<Live> {
  const made = await connectLive(api);
  open.push(made);
  return made;
}
const make = (api: Api = member): Promise<CollaborationView> =>
  makeCollaboration(api, { campaignId: campaign.id });
const note = (id: string, text: string) => change(member, id, 'notes', { text });
const versions = (changes: readonly CollaborationChange[], id: string) =>
  changes.filter(({ collaborationId }) => collaborationId === id).map(({ version }) => version);

describe('who gets a socket', () => {
  it.each<[string, () => Api, Record<string, string>]>([
    ['nobody signed in', () => new Api(sharedStack().url), {}],
    [
      'a made-up session',
      () => new Api(sharedStack().url, { cookie: 'session_token=nothing' }),
      {},
    ],
    ['a page of another site', () => member, { origin: 'https://evil.example' }],
  ])('%s is refused', async (_who, api, headers) => {
    const socket = new Live(api(), headers);
    open.push(socket);
    let isRefused = false;
    socket.socket.on('connect_error', () => (isRefused = true));
    await until('the refusal', () => isRefused);
    expect(socket.socket.connected).toBe(false);
  });
});

describe('a change', () => {
  it('is told to everyone who may read it, whole, as a list row with its event', async () => {
    const { id } = await make();
    const [a, b] = await Promise.all([live(member), live(owner)]);
    await Promise.all([a.sync(null), b.sync(null)]);
    const moved = await change(member, id, 'status', { to: 'Negotiating' });
    for (const socket of [a, b]) {
      const told = await socket.waitFor(
        (message) => message.collaborationId === id && message.version === moved.version,
      );
      expect(told.event).toEqual(moved.event);
      expect(told.collaboration).toEqual(rowOf(moved.collaboration));
      expect(told.cursor).toBeTruthy();
    }
  });

  it('is not told before the first sync is answered', async () => {
    const { id } = await make();
    const [silent, synced] = await Promise.all([live(owner), live(owner)]);
    await synced.sync(null);
    await note(id, 'Only one of you hears');
    await synced.waitFor((message) => message.collaborationId === id && message.version === 2);
    expect(silent.changes).toEqual([]);
  });

  it('of a creator or a campaign comes in the same stream', async () => {
    const socket = await live(owner);
    await socket.sync(null);
    const creator = await makeCreator(member, { name: 'Streamed' });
    await owner.patch(`/api/campaigns/${campaign.id}`, { brand: 'Tea & Co' });
    const found = (kind: string, id: string) => () =>
      socket.changes.some(
        (message) => message.kind === kind && 'id' in message && message.id === id,
      );
    await until('the creator', found('creator', creator.id));
    await until('the campaign', found('campaign', campaign.id));
  });
});

describe('sync', () => {
  it('with null answers the present cursor and no changes', async () => {
    const { id } = await make();
    const socket = await live(member);
    const answer = await socket.sync(null);
    expect(answer.cursor).toBeTruthy();
    expect(answer.changes ?? []).toEqual([]);
    await note(id, 'Afterwards');
    await socket.waitFor((message) => message.collaborationId === id);
    expect(versions(socket.collaborations(), id)).toEqual([2]);
  });

  it('continues what a page has read: answer and stream join without gap or overlap', async () => {
    const made = await inParallel([1, 2, 3, 4], 4, () => make());
    const page = await member.get(`/api/collaborations?campaign=${campaign.id}`);
    const since = page.headers.get('parley-cursor');
    const socket = await live(owner);
    const notes = inParallel(
      Array.from({ length: 60 }, (_, index) => index),
      6,
      (index) => note(made[index % 4]?.id ?? '', `Note ${index}`),
    );
    const answers = [await socket.sync(since)];
    await notes;
    const last = async () =>
      (await Promise.all(made.map(({ id }) => read(member, id)))).every(({ id, version }) =>
        [...answers.flatMap(changesOf), ...socket.collaborations()].some(
          (seen) => seen.collaborationId === id && seen.version === version,
        ),
      );
    await until('everything to arrive', last);
    const all = [...answers.flatMap(changesOf), ...socket.collaborations()];
    for (const { id } of made) {
      const { version } = await read(member, id);
      expect(version).toBe(16);
      expect(versions(all, id)).toEqual(Array.from({ length: 15 }, (_, index) => index + 2));
    }
  });

  it('again and again from the cursor of each change gives exactly what came after it', async () => {
    const { id } = await make();
    const socket = await live(member);
    const start = (await socket.sync(null)).cursor;
    for (const text of ['one', 'two', 'three', 'four']) await note(id, text);
    await socket.waitFor((message) => message.collaborationId === id && message.version === 5);
    for (const [index, { cursor }] of socket.collaborations(id).entries()) {
      const again = await live(member);
      expect(versions(changesOf(await again.sync(cursor)), id)).toEqual([3, 4, 5].slice(index));
    }
    const fromStart = await live(member);
    expect(versions(changesOf(await fromStart.sync(start)), id)).toEqual([2, 3, 4, 5]);
  });

  it('gives at most 500 at a time and says that there are more', async () => {
    const made = await inParallel(
      Array.from({ length: 16 }, (_, index) => index),
      8,
      () => make(),
    );
    const first = await live(member);
    const since = (await first.sync(null)).cursor;
    first.close();
    await inParallel(
      Array.from({ length: 512 }, (_, index) => index),
      16,
      (index) => note(made[index % 16]?.id ?? '', `Note ${index}`),
    );
    const socket = await live(member);
    const answer = await socket.sync(since);
    expect(answer.changes).toHaveLength(500);
    expect(answer.more).toBe(true);
    const rest = await socket.sync(answer.cursor);
    expect(rest.more ?? false).toBe(false);
    const all = [...changesOf(answer), ...changesOf(rest), ...socket.collaborations()];
    for (const { id } of made)
      expect(versions(all, id)).toEqual(Array.from({ length: 32 }, (_, index) => index + 2));
  });

  it.each(['nonsense', '', '0.0', 'another-epoch.5', '99999999999999999999'])(
    'an unknown cursor "%s" is answered with a resync, and the socket lives',
    async (since) => {
      const { id } = await make();
      const socket = await live(member);
      const answer = await socket.sync(since);
      expect(answer.resync).toBe(true);
      await socket.sync(answer.cursor);
      await note(id, 'Still here');
      await socket.waitFor((message) => message.collaborationId === id);
    },
  );

  it('a cursor past the head of its own epoch means resync', async () => {
    const socket = await live(member);
    const { cursor } = await socket.sync(null);
    const [epoch] = cursor.split('.');
    expect((await socket.sync(`${epoch}.999999999`)).resync).toBe(true);
  });

  it.each([undefined, null, 5, 'sync', [], { since: 5 }, { since: {} }, {}, { colour: 'red' }])(
    'a message %o that is none does not end the server',
    async (message) => {
      const socket = await live(member);
      await socket.ask('sync', message).catch(() => undefined);
      const fresh = await live(member);
      expect((await fresh.sync(null)).cursor).toBeTruthy();
    },
  );
});

describe('who may not read it', () => {
  it('hears nothing of it; a guest hears their campaign without note texts', async () => {
    const guestId = (await guest.get<{ user: { id: string } }>('/api/me')).body.user.id;
    const secret = await makeCampaign(owner, { access: 'invited', peopleIds: [guestId] });
    const { id } = await makeCollaboration(owner, { campaignId: secret.id });
    const other = await make();
    const [outside, inside, boss] = await Promise.all([live(member), live(guest), live(owner)]);
    await Promise.all([outside, inside, boss].map((socket) => socket.sync(null)));
    await change(owner, id, 'notes', { text: 'Not for guests' });
    await change(owner, other.id, 'notes', { text: 'Team only' });
    await change(owner, id, 'status', { to: 'Negotiating' });
    await inside.waitFor((message) => message.collaborationId === id && message.version === 3);
    await boss.waitFor((message) => message.collaborationId === id && message.version === 3);
    await outside.waitFor((message) => message.collaborationId === other.id);
    expect(outside.collaborations(id)).toEqual([]);
    expect(inside.collaborations(other.id)).toEqual([]);
    expect(JSON.stringify(inside.changes)).not.toContain('Not for guests');
    expect(JSON.stringify(boss.changes)).toContain('Not for guests');
    const late = await live(guest);
    const answer = await late.sync(
      (await guest.get(`/api/collaborations`)).headers.get('parley-cursor'),
    );
    expect(JSON.stringify(answer)).not.toContain('Not for guests');
  });

  it('no longer hears it from the moment on that they lose the campaign', async () => {
    const memberId = (await member.get<{ user: { id: string } }>('/api/me')).body.user.id;
    const secret = await makeCampaign(owner, { access: 'invited', peopleIds: [memberId] });
    const { id } = await makeCollaboration(owner, { campaignId: secret.id });
    const other = await make();
    const socket = await live(member);
    await socket.sync(null);
    await change(owner, id, 'notes', { text: 'Still yours' });
    await socket.waitFor((message) => message.collaborationId === id && message.version === 2);
    expect((await owner.patch(`/api/campaigns/${secret.id}`, { peopleIds: [] })).status).toBe(200);
    await change(owner, id, 'notes', { text: 'No longer' });
    await change(owner, other.id, 'notes', { text: 'The end' });
    const again = await socket
      .waitFor((message) => message.collaborationId === other.id)
      .catch(async () => {
        // Closing the socket is as good as narrowing it: it comes back as what the person is now.
        await socket.connected();
        return undefined;
      });
    expect(again ?? socket.socket.connected).toBeTruthy();
    expect(JSON.stringify(socket.changes)).not.toContain('No longer');
  });

  it('is disconnected by signing out and by being disabled', async () => {
    const email = `leaver-${Date.now()}@example.com`;
    const body = { name: 'Leaver', email, role: 'member', password: PASSWORD };
    const made = await owner.post<{ member: { id: string } }>('/api/members', body);
    expect(made.status).toBe(201);
    const url = sharedStack().url;
    const first = await signIn(url, email, PASSWORD);
    const second = await signIn(url, email, PASSWORD);
    const [leaving, staying] = await Promise.all([live(first), live(second)]);
    await Promise.all([leaving.sync(null), staying.sync(null)]);
    expect((await first.post('/api/auth/sign-out', {})).status).toBe(200);
    await until('the socket to close', () => !leaving.socket.connected);
    expect(staying.socket.connected).toBe(true);
    expect((await first.get('/api/me')).status).toBe(401);
    expect((await owner.del(`/api/members/${made.body.member.id}`)).status).toBeLessThan(300);
    await until('the other socket to close', () => !staying.socket.connected);
  });
});

describe('presence', () => {
  it('tells who is on a collaboration and in which field, and who left', async () => {
    const { id } = await make();
    const [a, b] = await Promise.all([live(member), live(owner)]);
    await Promise.all([a.sync(null), b.sync(null)]);
    await a.ask('watch', { collaborationId: id });
    await b.ask('watch', { collaborationId: id });
    await b.ask('presence', { collaborationId: id, field: 'conditions' });
    const seenBy = (socket: Live) => JSON.stringify(socket.received('presence').at(-1) ?? '');
    await until(
      'the field',
      () => seenBy(a).includes('conditions') && seenBy(a).includes('owner person'),
    );
    b.close();
    await until('them to leave', () => !seenBy(a).includes('owner person'));
  });

  it('nobody watches what they may not read', async () => {
    const { id } = await make();
    const [a, g] = await Promise.all([live(member), live(guest)]);
    await Promise.all([a.sync(null), g.sync(null)]);
    await g.ask('watch', { collaborationId: id }).catch(() => undefined);
    await a.ask('watch', { collaborationId: id });
    await until('the own presence', () => a.received('presence').length > 0);
    expect(JSON.stringify(a.received('presence'))).not.toContain('guest person');
    expect(g.received('presence')).toEqual([]);
  });
});

function changesOf(answer: SyncAnswer): CollaborationChange[] {
  return (answer.changes ?? []).flatMap((message) =>
    message.kind === 'collaboration' ? [message] : [],
  );
}
