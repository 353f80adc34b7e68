import type { CampaignView, CollaborationView } from '@parley/domain/view';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { connectLive, type Live } from '../harness/live.ts';
import { makeCampaign, makeCollaboration } from '../harness/makers.ts';
import type { PersonName } from '../harness/people.ts';
import { as } from '../harness/shared-stack.ts';
import { until } from '../harness/wait.ts';

interface PresentAt {
  readonly collaborationId: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}
interface Present {
  readonly items: readonly PresentAt[];
}

let owner: Api;
let team: CampaignView;
let secret: CampaignView;
const open: Live[] = [];

beforeAll(async () => {
  owner = await as('owner');
  const guestId = (await (await as('guest')).get<{ user: { id: string } }>('/api/me')).body.user.id;
  team = await makeCampaign(owner);
  secret = await makeCampaign(owner, { access: 'invited', peopleIds: [guestId] });
});
afterEach(() => {
  for (const live of open.splice(0)) live.close();
});

async function live(name: PersonName): Promise<Live> {
  const made = await connectLive(await as(name));
  open.push(made);
  return made;
}
const make = ({ id }: CampaignView): Promise<CollaborationView> =>
  makeCollaboration(owner, { campaignId: id });
const watch = (socket: Live, { id }: CollaborationView) =>
  socket.ask('watch', { collaborationId: id });
const all = (socket: Live) => socket.ask<Present>('watchAll', {});
const idsAt = async (socket: Live) =>
  (await all(socket)).items.map(({ collaborationId }) => collaborationId);
/** Everything that was told of one collaboration, oldest first, as names. */
const told = (socket: Live, { id }: CollaborationView) =>
  socket
    .received('presences')
    .flatMap((message) => itemsOf(message))
    .filter(({ collaborationId }) => collaborationId === id)
    .map(({ people }) => people.map(({ name }) => name).join());
const itemsOf = (message: unknown): readonly PresentAt[] =>
  isPresent(message) ? message.items : [];
const isPresent = (message: unknown): message is Present =>
  typeof message === 'object' && message !== null && 'items' in message;

describe('a list', () => {
  it('is told where somebody is, who comes and who leaves', async () => {
    const [before, after] = [await make(team), await make(team)];
    const [a, b] = [await live('owner'), await live('member')];
    await watch(a, before);
    const { items } = await all(b);
    const first = items.find(({ collaborationId }) => collaborationId === before.id);
    expect(first?.people.map(({ name }) => name)).toEqual(['owner person']);
    expect(Object.keys(first?.people[0] ?? {})).toEqual(['id', 'name']);
    await watch(a, after);
    await until('them to come', () => told(b, after).includes('owner person'));
    await a.ask('unwatch', { collaborationId: after.id });
    await until('them to leave', () => told(b, after).at(-1) === '');
    a.close();
    await until('them to be gone', () => told(b, before).at(-1) === '');
  });

  it('is told of much that happens at once in few messages, and not of fields', async () => {
    const one = await make(team);
    const [a, b] = [await live('owner'), await live('member')];
    await all(b);
    for (let turn = 0; turn < 20; turn += 1) {
      await watch(a, one);
      await a.ask('unwatch', { collaborationId: one.id });
    }
    await watch(a, one);
    const [other, last] = [await make(team), await make(team)];
    await watch(a, other);
    await until('the other', () => told(b, other).length > 0);
    expect(told(b, one).at(-1)).toBe('owner person');
    expect(b.received('presences').length).toBeLessThan(12);
    const count = told(b, one).length;
    for (const field of ['conditions', 'fee', null])
      await a.ask('presence', { collaborationId: one.id, field });
    await watch(a, last);
    await until('the last', () => told(b, last).length > 0);
    expect(told(b, one)).toHaveLength(count);
  });

  it('is told nothing of what its reader may not see, nor after it asked no more', async () => {
    const [seen, hidden] = [await make(team), await make(secret)];
    const [a, m, g] = [await live('owner'), await live('member'), await live('guest')];
    await watch(a, seen);
    await watch(a, hidden);
    const [ofMember, ofGuest] = [await idsAt(m), await idsAt(g)];
    expect(ofMember).toContain(seen.id);
    expect(ofMember).not.toContain(hidden.id);
    expect(ofGuest).toContain(hidden.id);
    expect(ofGuest).not.toContain(seen.id);
    for (const one of [seen, hidden]) await a.ask('unwatch', { collaborationId: one.id });
    await until('both to be told', () => told(m, seen).length + told(g, hidden).length === 2);
    expect([...told(m, hidden), ...told(g, seen)]).toEqual([]);
    await m.ask('unwatchAll', {});
    await watch(a, seen);
    await watch(a, hidden);
    await until('the guest to be told', () => told(g, hidden).at(-1) === 'owner person');
    expect(told(m, seen)).toEqual(['']);
  });

  it('knows no more where a campaign is taken away, once it is told so', async () => {
    // Somebody whose rights no other test changes or relies on meanwhile.
    const { body } = await (await as('member2')).get<{ user: { id: string } }>('/api/me');
    const own = await makeCampaign(owner, { access: 'invited', peopleIds: [body.user.id] });
    const one = await make(own);
    const [a, m] = [await live('owner'), await live('member2')];
    await m.sync(null);
    await watch(a, one);
    await until('them to come', async () => (await idsAt(m)).includes(one.id));
    await owner.raw('PATCH', `/api/campaigns/${own.id}`, JSON.stringify({ peopleIds: [] }));
    await a.ask('unwatch', { collaborationId: one.id });
    const other = await make(team);
    await watch(a, other);
    // Its socket comes back and asks anew, as a page does.
    const anew = await until('the list anew', async () => {
      const ids: readonly string[] = await idsAt(m).catch(() => []);
      return ids.includes(other.id) && ids;
    });
    expect(anew).not.toContain(one.id);
    expect(told(m, one)).not.toContain('');
  });
});
