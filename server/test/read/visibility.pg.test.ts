import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { readCollaboration } from '../../src/read/collaboration-view.ts';
import { collaborationList } from '../../src/read/list/collaboration-list.ts';
import { listQuery } from '../../src/read/list/list-query.ts';
import { readTimeline } from '../../src/read/timeline.ts';
import {
  addCampaign,
  addCreator,
  addReader,
  collaborate,
  makeWorld,
  type Made,
  type World,
} from './world.ts';

const KINDS = [
  'team',
  'team, guest invited',
  'invited',
  'invited, both invited',
  'archived',
  'archived, both invited',
] as const;
type Kind = (typeof KINDS)[number];
type RoleName = 'owner' | 'admin' | 'member' | 'guest';

let world: World;
const readers = new Map<RoleName, Reader>();
const made = new Map<Kind, Made & { campaignId: string }>();
const SECRET = 'told in confidence';

beforeAll(async () => {
  world = await makeWorld();
  const guest = await addReader(world, 'guest');
  const member = await addReader(world, 'member');
  for (const role of ['owner', 'admin'] as const) readers.set(role, await addReader(world, role));
  readers.set('member', member).set('guest', guest);
  const both = [guest.personId, member.personId];
  const campaigns: Record<Kind, string> = {
    team: await addCampaign(world, { name: 'Open' }),
    'team, guest invited': await addCampaign(world, { name: 'Open too', people: [guest.personId] }),
    invited: await addCampaign(world, { name: 'Hidden', access: 'invited' }),
    'invited, both invited': await addCampaign(world, {
      name: 'Shared',
      access: 'invited',
      people: both,
    }),
    archived: await addCampaign(world, { name: 'Old', status: 'Archived' }),
    'archived, both invited': await addCampaign(world, {
      name: 'Older',
      status: 'Archived',
      access: 'invited',
      people: both,
    }),
  };
  for (const kind of KINDS) {
    const campaignId = campaigns[kind];
    const collaboration = await collaborate(
      world,
      {
        campaignId,
        creatorId: await addCreator(world, `Someone ${kind}`),
        terms: { compensation: { amountCents: 100, currency: 'EUR' } },
      },
      { name: 'addNote', body: { text: SECRET } },
      { name: 'deliverContent', body: { url: 'https://example.com/a' } },
      { name: 'reviewContent', body: { seq: 3, state: 'changes asked', note: SECRET } },
    );
    made.set(kind, { ...collaboration, campaignId });
  }
});
afterAll(() => world.close());

const OPEN: Kind[] = ['team', 'team, guest invited', 'invited', 'invited, both invited'];
const SEES: Record<RoleName, readonly Kind[]> = {
  owner: [...OPEN, 'archived', 'archived, both invited'],
  admin: [...OPEN, 'archived', 'archived, both invited'],
  member: [
    'team',
    'team, guest invited',
    'invited, both invited',
    'archived',
    'archived, both invited',
  ],
  guest: ['team, guest invited', 'invited, both invited', 'archived, both invited'],
};
const ROLES = ['owner', 'admin', 'member', 'guest'] as const;
const reader = (role: RoleName) => readers.get(role) ?? fail();
const one = (kind: Kind) => made.get(kind) ?? fail();
function fail(): never {
  throw new Error('not made');
}

const list = async (role: RoleName, query: Record<string, string>) =>
  (await collaborationList(world.sql, reader(role), listQuery.parse(query))).value;

describe.each(ROLES)('for the %s', (role) => {
  it('a list, its total, counts, sums and search hold what is seen, archived campaigns left out', async () => {
    const seen = SEES[role].filter((kind) => OPEN.includes(kind));
    for (const query of [{}, { q: 'someone' }]) {
      const page = await list(role, query);
      expect(new Set(page.items.map((row) => row.id))).toEqual(
        new Set(seen.map((kind) => one(kind).id)),
      );
      expect(page.total).toBe(seen.length);
      expect(page.counts.Pending).toBe(seen.length);
      expect(page.sums.Pending).toEqual([{ currency: 'EUR', amountCents: 100 * seen.length }]);
    }
  });

  it.each(KINDS)('a campaign "%s" exists or does not, everywhere alike', async (kind) => {
    const { id, campaignId } = one(kind);
    const isSeen = SEES[role].includes(kind);
    const view = await readCollaboration(world.sql, reader(role), id);
    expect(view?.id).toBe(isSeen ? id : undefined);
    expect((await readCollaboration(world.sql, reader(role), id, { version: 1 })) === null).toBe(
      !isSeen,
    );
    const timeline = () => readTimeline(world.sql, reader(role), id, { limit: 50 });
    const named = () => list(role, { campaign: campaignId });
    const searched = await list(role, {
      q: `Someone ${kind}`,
      ...(isSeen ? { campaign: campaignId } : {}),
    });
    if (isSeen) {
      expect((await timeline()).total).toBe(4);
      expect((await named()).items.map((row) => row.id)).toEqual([id]);
      expect(searched.items.map((row) => row.id)).toContain(id);
    } else {
      await expect(timeline()).rejects.toMatchObject({ status: 404 });
      await expect(named()).rejects.toMatchObject({
        status: 422,
        parts: { errors: [{ path: 'campaign' }] },
      });
      expect(searched.items.map((row) => row.id)).not.toContain(id);
    }
  });

  it('texts of notes and contact details are there or not', async () => {
    const { id } = one('invited, both invited');
    const view = await readCollaboration(world.sql, reader(role), id);
    const timeline = await readTimeline(world.sql, reader(role), id, { limit: 50 });
    expect(timeline.items.map((event) => event.type)).toEqual([
      'ContentReviewed',
      'ContentDelivered',
      'NoteAdded',
      'Created',
    ]);
    const isTold = JSON.stringify([view, timeline]);
    expect(isTold.includes(SECRET)).toBe(role !== 'guest');
    expect(isTold.includes('ada@example.com')).toBe(role !== 'guest');
    expect(view?.creator.contact === null).toBe(role === 'guest');
  });
});
