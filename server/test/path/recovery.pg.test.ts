import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewEpoch } from '../../src/recovery/renew-epoch.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makeWorld, type World } from '../read/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

async function epoch(): Promise<string> {
  const [row] = await world.sql<{ feed_epoch: string }[]>`select feed_epoch from workspace`;
  return row?.feed_epoch ?? '';
}

describe('the epoch of the change feed', () => {
  it('stays as long as the same cluster serves the database', async () => {
    const before = await epoch();
    expect(await renewEpoch(world.sql)).toBe(false);
    expect(await renewEpoch(world.sql)).toBe(false);
    expect(await epoch()).toBe(before);
  });

  it('is another one, once, after the database came from elsewhere', async () => {
    await renewEpoch(world.sql);
    const before = await epoch();
    await world.sql`update workspace set database_identity = '7000000000000000000/00000001'`;
    const renewed = await Promise.all([1, 2, 3].map(() => renewEpoch(world.sql)));
    expect(renewed.filter(Boolean)).toHaveLength(1);
    expect(await epoch()).not.toBe(before);
  });
});

describe('bringing a database up to date', () => {
  it('runs nothing twice, also from several processes at once', async () => {
    const ran = await Promise.all([migrate(world.sql), migrate(world.sql), migrate(world.sql)]);
    expect(ran).toEqual([[], [], []]);
  });

  it('stops before a database that a newer version made', async () => {
    await world.sql`insert into migrations (name) values ('9999-from-the-future.sql')`;
    await expect(migrate(world.sql)).rejects.toThrow('a newer Parley made this database');
    await world.sql`delete from migrations where name = '9999-from-the-future.sql'`;
  });
});
