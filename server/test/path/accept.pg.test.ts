import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, type Asked } from '@parley/workflows/commands/accept';
import { readUsedKey } from '../../src/commands/request-keys.ts';
import { readCommandState } from '@parley/workflows/commands/stored-command';
import { addCampaign, addCreator, makeWorld, type World } from '../read/world.ts';

let world: World;
const accountId = uuidv7();
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const keyOf = (key: string, body = 'a') => ({ accountId, key, route: 'POST /x', bodyHash: body });

function note(collaborationId: string, more: Partial<Asked> = {}): Asked {
  return {
    collaborationId,
    name: 'addNote',
    payload: { text: 'hello' },
    actor: { kind: 'member', id: accountId },
    at: new Date().toISOString(),
    expectedVersion: null,
    batchId: null,
    key: null,
    refusal: null,
    ...more,
  };
}

async function create(
  pair: { campaignId: string; creatorId: string },
  more: Partial<Asked> = {},
): Promise<Asked> {
  const id = uuidv7();
  return note(id, { name: 'create', payload: { id, ownerId: null, ...pair }, ...more });
}

describe('a change that is taken', () => {
  it('is stored once per key, also by 20 at once, and the others find the first', async () => {
    const id = uuidv7();
    const key = keyOf(uuidv7());
    const accepted = await Promise.all(
      Array.from({ length: 20 }, () => accept(world.sql, note(id, { key }))),
    );
    expect(accepted.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
    expect(await world.sql`select 1 from commands where collaboration_id = ${id}`).toHaveLength(1);
    expect(await readUsedKey(world.sql, key)).toMatchObject({ command_id: key.key });
  });

  it('has its key as its id only where that is a UUIDv7 that no command has', async () => {
    const taken = uuidv7();
    const ids = [];
    for (const key of [taken, 'any string', '8f14e45f-ceea-467f-9575-6a1b2c3d4e5f']) {
      const accepted = await accept(world.sql, note(uuidv7(), { key: keyOf(key) }));
      ids.push(accepted.kind === 'stored' && accepted.command.id);
    }
    const other = { ...keyOf(taken), accountId: uuidv7() };
    const accepted = await accept(world.sql, note(uuidv7(), { key: other }));
    ids.push(accepted.kind === 'stored' && accepted.command.id);
    expect(ids.map((id) => id === taken)).toEqual([true, false, false, false]);
    expect(ids.every((id) => typeof id === 'string' && id.charAt(14) === '7')).toBe(true);
  });

  it('waits where an older one was left behind, and not beside a live one', async () => {
    const id = uuidv7();
    const first = await accept(world.sql, note(id));
    expect(await accept(world.sql, note(id))).toMatchObject({ mustWait: false });
    const commandId = first.kind === 'stored' ? first.command.id : '';
    await world.sql`update commands set lease_until = null where id = ${commandId}`;
    expect(await accept(world.sql, note(id))).toMatchObject({ mustWait: true });
    await world.sql`update commands set outcome = 'applied', seq = 2, version = 2 where id = ${commandId}`;
    // The one that had to wait has no lease of its own, so it counts as left behind for the next.
    expect(await accept(world.sql, note(id))).toMatchObject({ mustWait: true });
  });

  it('that is refused at once has its outcome from the start', async () => {
    const refusal = { code: 'CAMPAIGN_ARCHIVED', detail: 'The campaign is archived.' };
    const accepted = await accept(world.sql, note(uuidv7(), { refusal }));
    expect(accepted).toMatchObject({ kind: 'stored', isRefused: true });
    const id = accepted.kind === 'stored' ? accepted.command.id : '';
    expect(await readCommandState(world.sql, id)).toMatchObject({ outcome: 'refused', ...refusal });
  });
});

describe('a key', () => {
  it('with another body or route is refused as used', async () => {
    const key = keyOf(uuidv7());
    await accept(world.sql, note(uuidv7(), { key }));
    const code = 'IDEMPOTENCY_KEY_REUSED';
    await expect(readUsedKey(world.sql, { ...key, bodyHash: 'b' })).rejects.toMatchObject({ code });
    await expect(readUsedKey(world.sql, { ...key, route: 'POST /y' })).rejects.toMatchObject({
      code,
    });
    expect(await readUsedKey(world.sql, { ...key, accountId: uuidv7() })).toBeNull();
  });
});

describe('a creation', () => {
  it('reserves its campaign and creator: of 12 at once one is let through', async () => {
    const pair = { campaignId: await addCampaign(world), creatorId: await addCreator(world) };
    const accepted = await Promise.all(
      Array.from({ length: 12 }, async () =>
        accept(world.sql, await create(pair, { key: keyOf(uuidv7()) })),
      ),
    );
    const refused = accepted.filter((one) => one.kind === 'stored' && one.isRefused);
    expect([accepted.length, refused.length]).toEqual([12, 11]);
    const [codes] = await world.sql<{ n: number }[]>`
      select count(*)::int as n from commands where code = 'ALREADY_OPEN' and payload ->> 'campaignId' = ${pair.campaignId}`;
    expect(codes?.n).toBe(11);
  });

  it('reserves nothing when its key is there already', async () => {
    const first = { campaignId: await addCampaign(world), creatorId: await addCreator(world) };
    const second = { campaignId: await addCampaign(world), creatorId: await addCreator(world) };
    const key = keyOf(uuidv7());
    await accept(world.sql, await create(first, { key }));
    expect(await accept(world.sql, await create(second, { key }))).toEqual({ kind: 'repeated' });
    expect(
      await world.sql`select 1 from open_pairs where campaign_id = ${second.campaignId}`,
    ).toHaveLength(0);
  });
});
