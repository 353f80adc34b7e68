import { evolve } from '@parley/domain/evolve';
import { hashOf } from '@parley/domain/hash';
import type { CollaborationState } from '@parley/domain/state.schema';
import { stateSchema } from '@parley/domain/state.schema';
import { project } from '@parley/workflows/projection/project';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyLife } from '../../../domain/test/arbitrary-commands.ts';
import { eventOf, type EventRow } from '../../src/read/event-rows.ts';
import { addCampaign, addCreator, makeWorld, type World } from '../read/world.ts';
import { answer, live, makeLife, note, type Life } from './life.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld('Europe/Vienna');
});
afterAll(() => world.close());

async function rowOf({ id }: Life): Promise<CollaborationState | null> {
  const rows = await world.sql<
    { state: unknown }[]
  >`select state from collaborations where id = ${id}`;
  return rows[0] ? stateSchema.parse(rows[0].state) : null;
}
async function foldOf({ id }: Life): Promise<CollaborationState | null> {
  const rows = await world.sql<
    EventRow[]
  >`select * from events where collaboration_id = ${id} order by seq`;
  return rows.map(eventOf).reduce<CollaborationState | null>(evolve, null);
}
async function feedOf({ id }: Life): Promise<number[]> {
  const rows = await world.sql<
    { version: number }[]
  >`select version from changes where entity_id = ${id} order by id`;
  return rows.map((row) => row.version);
}
const upTo = (version: number) => Array.from({ length: version }, (_, index) => index + 1);

describe('projecting an answer', () => {
  it('makes row, timeline and feed readable, and is harmless twice', async () => {
    const life = await makeLife(world, [
      note('one'),
      { name: 'changeStatus', body: { to: 'Negotiating' } },
    ]);
    const first = await project(world.sql, answer(life, 0));
    const again = await project(world.sql, answer(life, 0));
    expect([first, again]).toEqual([
      { kind: 'stored', version: 3, state: life.states[2] },
      { kind: 'stored', version: 3, state: life.states[2] },
    ]);
    expect(await feedOf(life)).toEqual([1, 2, 3]);
  });

  it('tells a gap and writes nothing, not even the outcome', async () => {
    const life = await makeLife(world, [note('one'), note('two'), note('three')]);
    await project(world.sql, answer(life, 0, 1));
    const commandId = life.events[3]?.commandId ?? '';
    await world.sql`
      insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, at)
      values (${commandId}, ${life.id}, 'addNote', '{}', '', 'api', 'member', now())`;
    const outcomes = [{ commandId, outcome: 'applied', seq: 4, version: 4 }] as const;
    const result = await project(world.sql, { ...answer(life, 2), outcomes });
    expect(result).toEqual({ kind: 'gap', rowVersion: 1 });
    expect(await feedOf(life)).toEqual([1]);
    const [command] = await world.sql`select outcome from commands where id = ${commandId}`;
    expect(command).toEqual({ outcome: null });
  });

  it('tells a gap when the workflow is ahead and sends no events', async () => {
    const life = await makeLife(world, [note('one')]);
    await project(world.sql, answer(life, 0, 1));
    expect(await project(world.sql, { ...answer(life, 2), events: [] })).toEqual({
      kind: 'gap',
      rowVersion: 1,
    });
  });

  it('tells a divergence when a seq is there with another command', async () => {
    const life = await makeLife(world, [note('ours')]);
    await project(world.sql, answer(life, 0));
    const other = {
      ...life,
      events: life.events.map((event) => ({ ...event, commandId: uuidv7() })),
    };
    expect(await project(world.sql, answer(other, 1))).toMatchObject({
      kind: 'diverged',
      rowVersion: 2,
    });
    expect(await rowOf(life)).toEqual(life.states[1]);
  });

  it('tells a divergence when the folded state has another hash', async () => {
    const life = await makeLife(world, [note('one')]);
    const wrong = { ...answer(life, 0), stateHash: hashOf('another state') };
    expect(await project(world.sql, wrong)).toMatchObject({ kind: 'diverged', rowVersion: 0 });
    expect(await rowOf(life)).toBeNull();
    expect(await feedOf(life)).toEqual([]);
  });

  it('keeps a state whose owner is nobody who exists, and its row without one', async () => {
    const life = await makeLife(world, [{ name: 'assignOwner', body: { ownerId: uuidv7() } }]);
    expect(await project(world.sql, answer(life, 0))).toMatchObject({ kind: 'stored', version: 2 });
    const [row] = await world.sql`select owner_id from collaborations where id = ${life.id}`;
    expect(row).toEqual({ owner_id: null });
  });

  it('sets the outcomes of other callers whose events came along', async () => {
    const life = await makeLife(world, [note('one')]);
    const commandId = life.events[1]?.commandId ?? '';
    await world.sql`
      insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, at)
      values (${commandId}, ${life.id}, 'addNote', '{}', '', 'api', 'member', now())`;
    await project(world.sql, answer(life, 0));
    const [command] =
      await world.sql`select outcome, seq, version from commands where id = ${commandId}`;
    expect(command).toEqual({ outcome: 'applied', seq: 2, version: 2 });
  });

  it('frees campaign and creator when it is final', async () => {
    const life = await makeLife(world, [{ name: 'changeStatus', body: { to: 'Completed' } }]);
    const { campaignId = '', creatorId = '' } = life.states[0] ?? {};
    await world.sql`insert into open_pairs values (${campaignId}, ${creatorId}, ${life.id})`;
    await project(world.sql, answer(life, 0, 1));
    expect(
      await world.sql`select 1 from open_pairs where collaboration_id = ${life.id}`,
    ).toHaveLength(1);
    await project(world.sql, answer(life, 1));
    expect(
      await world.sql`select 1 from open_pairs where collaboration_id = ${life.id}`,
    ).toHaveLength(0);
  });
});

describe('whatever was decided, in whatever pieces it comes', () => {
  it('the fold of the timeline is the row is the state, and the feed has every version once', async () => {
    const [campaignId, creatorId] = [await addCampaign(world), await addCreator(world)];
    const pieces = fc.array(fc.record({ known: fc.nat(40), size: fc.nat(5) }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(anyLife, pieces, async (contents, parts) => {
        const life = live(
          campaignId,
          creatorId,
          contents.filter(({ name }) => name !== 'create'),
        );
        const last = life.events.length;
        for (const { known, size } of parts) {
          const from = Math.min(known, last - 1);
          await project(world.sql, answer(life, from, Math.min(last, from + size + 1)));
        }
        await project(world.sql, answer(life, 0));
        const row = await rowOf(life);
        expect(row).toEqual(life.states.at(-1));
        expect(hashOf(await foldOf(life))).toBe(hashOf(row));
        expect(await feedOf(life)).toEqual(upTo(last));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the change feed under 16 writers', () => {
  it('loses and doubles nothing, and each collaboration’s versions come in order', async () => {
    const lives = await Promise.all(
      Array.from({ length: 8 }, () =>
        makeLife(
          world,
          Array.from({ length: 24 }, (_, index) => note(`n${index}`)),
        ),
      ),
    );
    const ids = lives.map((life) => life.id);
    const [head] = await world.sql<
      { id: number }[]
    >`select coalesce(max(id), 0) as id from changes`;
    const seen = follow(head?.id ?? 0, ids, 8 * 25);
    // Two writers a collaboration, each projecting all of it: one of them always comes late.
    const writer = async (life: Life) => {
      for (const version of upTo(life.events.length))
        await project(world.sql, answer(life, version - 1, version));
    };
    const retried = async (life: Life) => {
      for (const version of upTo(life.events.length))
        await project(world.sql, answer(life, 0, version));
    };
    await Promise.all(
      lives.flatMap((life) => [writer(life).catch(() => undefined), retried(life)]),
    );
    const rows = await seen;
    expect(rows).toHaveLength(8 * 25);
    for (const life of lives) {
      expect(rows.filter((row) => row.entity_id === life.id).map((row) => row.version)).toEqual(
        upTo(25),
      );
    }
  });

  /** Reads the feed as a server does, by `id > last`, while it grows. */
  async function follow(after: number, ids: readonly string[], expected: number) {
    const rows: { id: number; entity_id: string; version: number }[] = [];
    let last = after;
    const deadline = Date.now() + 40_000;
    while (rows.length < expected && Date.now() < deadline) {
      const found = await world.sql<typeof rows>`
        select id, entity_id, version from changes where id > ${last} order by id limit 50`;
      rows.push(...found.filter((row) => ids.includes(row.entity_id)));
      last = found.at(-1)?.id ?? last;
    }
    return rows;
  }
});
