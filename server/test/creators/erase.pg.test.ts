import { collaborationChunk } from '@parley/workflows/import/collaboration-chunk';
import { creatorChunk } from '@parley/workflows/import/creator-chunk';
import type { Queries } from '@parley/workflows/projection/postgres';
import { Client, Connection } from '@temporalio/client';
import { validateChunk } from '@parley/workflows/validation/validate-chunk';
import type { Judge } from '@parley/workflows/validation/judge';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseCreator } from '../../src/creators/write-creator.ts';
import { until } from '../frame/running-server.ts';
import { importing, type Imports } from '../imports/importing.ts';
import { makeHttp, tokenOf, type Http } from '../read/http.ts';
import { addCampaign, addCreator, addReader, makeWorld, type World } from '../read/world.ts';

let world: World;
let http: Http;
let imports: Imports;
let owner: string;
beforeAll(async () => {
  world = await makeWorld();
  http = makeHttp(world);
  imports = importing(world);
  owner = await tokenOf(world, await addReader(world, 'owner'));
});
afterAll(() => world.close());

const erase = (id: string) => http.send(owner, 'POST', `/api/creators/${id}/erase`);

/** Every text of every table that holds a word. */
async function placesOf(word: string): Promise<string[]> {
  const tables = await world.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await world.sql`
      select 1 from ${world.sql(name)} t where t::text ilike ${`%${word}%`} limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}

it('reaches the rows of files that were refused, skipped or are still to come', async () => {
  const head = 'Name,Platform,Handle,Followers,Email';
  const first = await imports.upload(
    owner,
    [
      head,
      'Zelda Trace,Instagram,@zelda.trace,12,zelda@trace.example',
      'Zelda Trace,Instagram,zelda.trace,many,',
      'Someone else,Instagram,else.where,many,',
    ].join('\n'),
  );
  await imports.run(owner, first.id);
  const again = await imports.upload(owner, `${head}\nZelda Trace,Instagram,Zelda.Trace,13,`);
  await imports.run(owner, again.id);
  await imports.upload(owner, `${head}\nZ.,Instagram,@zelda.trace,14,`);
  await imports.upload(owner, 'Name,Link\nZ.,https://www.instagram.com/Zelda.Trace/?hl=en');
  const [creator] = await world.sql<{ id: string }[]>`
    select id from creators where name = 'Zelda Trace'`;
  expect(await placesOf('trace')).toContain('import_rows');

  expect((await erase(creator?.id ?? '')).status).toBe(200);

  expect(await placesOf('trace')).toEqual([]);
  const file = await imports.send(owner, 'GET', `/api/imports/${first.id}/rows?outcome=refused`);
  expect(file.body.items.map(({ cells, errors }) => [cells[0], errors[0]?.message])).toEqual([
    [undefined, 'was about a creator who was erased since'],
    ['Someone else', expect.any(String)],
  ]);
});

it('reaches the answers that are kept for idempotency keys', async () => {
  const body = {
    name: 'Yara Kept',
    handles: [{ platform: 'TikTok', handle: 'yara.kept' }],
    contact: { email: 'yara@kept.example' },
  };
  const key = { 'idempotency-key': randomUUID() };
  const made = await http.send(owner, 'POST', '/api/creators', body, key);
  const twice = { 'idempotency-key': randomUUID() };
  const refused = await http.send(owner, 'POST', '/api/creators', body, twice);
  expect(refused.body.code).toBe('CREATOR_EXISTS');

  await erase(made.body.creator.id);

  expect(await placesOf('kept')).toEqual([]);
  const same = await http.send(owner, 'POST', '/api/creators', body, key);
  expect(same.body.creator).toMatchObject({ id: made.body.creator.id, name: 'Erased creator' });
});

it('leaves no score and no reason where the model is thinking about the creator meanwhile', async () => {
  const id = await addCreator(world, 'Xena Judged');
  const { validator } = (
    await http.send(owner, 'POST', '/api/validators', { name: 'Race', criteria: 'Hiking' })
  ).body;
  const path = `/api/validators/${validator.id}/runs`;
  const { run } = (await http.send(owner, 'POST', path, { creatorIds: [id] })).body;
  const judge: Judge = {
    ...{ model: 'slow', atOnce: 1 },
    judge: async ({ name }) => {
      await erase(id);
      return { kind: 'scored', score: 3, reason: `${name} hikes` };
    },
  };
  const step = await validateChunk(
    { sql: world.sql, judgeFor: () => judge },
    run.id,
    new AbortController().signal,
  );
  expect(step).toMatchObject({ state: 'completed', done: 0, failed: 1 });
  expect(await placesOf('xena')).toEqual([]);
});

describe('an import under way', () => {
  /** Erases somebody after a chunk of an import began: the chunk waits for what is locked, and goes on afterwards. */
  async function erasedWithin(
    creatorId: string,
    chunk: () => Promise<unknown>,
    lock: (sql: Queries) => Promise<unknown>,
  ): Promise<void> {
    const { under } = await world.sql.begin(async (transaction) => {
      await lock(transaction);
      await eraseCreator(transaction, creatorId);
      const under = chunk();
      await until('the import to wait for the erasure', isSomebodyWaiting);
      return { under };
    });
    await under;
  }
  const isSomebodyWaiting = async () =>
    (
      await world.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    ).length > 0;
  /** Whoever wants to know whose a handle is waits; rows of files are read before. */
  const lookUpLater = (sql: Queries) => sql`lock table creator_handles in access exclusive mode`;
  const lookedUpBefore = async () => undefined;
  const started = async (id: string, change: object) => {
    await imports.send(owner, 'PATCH', `/api/imports/${id}`, change);
    await imports.send(owner, 'POST', `/api/imports/${id}/start`, {});
  };
  const outcomes = async (id: string) =>
    (await imports.send(owner, 'GET', `/api/imports/${id}/rows`)).body.items.map(
      ({ outcome }) => outcome,
    );

  it.each([
    ['bring them up to date', 'verana', 'update', lookedUpBefore],
    ['skip them', 'wandala', 'skip', lookedUpBefore],
    ['make them, for it read their row but did not look them up', 'ursela', 'skip', lookUpLater],
  ])('that was about to %s forgets them', async (_, word, duplicates, lock) => {
    const creatorId = await addCreator(world, `${word} Gone`, `${word}.gone`);
    const { id } = await imports.upload(
      owner,
      `Name,Instagram,Bio\n${word} Gone,${word}.gone,${word} sings\nStays,stays.${word.at(0)},sings too`,
    );
    await started(id, { duplicates });
    const chunk = () => creatorChunk(world.sql, id);

    await erasedWithin(creatorId, chunk, lock);
    while ((await chunk()) === 'more');

    expect(await placesOf(word)).toEqual([]);
    expect(await outcomes(id)).toEqual(['refused', 'created']);
  });

  it('of collaborations does not make them anew', async () => {
    await addCampaign(world, { name: 'Tide' });
    const creatorId = await addCreator(world, 'Tessaly Gone', 'tessaly.gone');
    const file = 'Campaign,Platform,Handle,Creator\nTide,Instagram,tessaly.gone,Tessaly Gone';
    const { id } = await imports.upload(owner, file, 'collaborations');
    await started(id, { createCreators: true });
    const deps = {
      sql: world.sql,
      log: pino({ level: 'silent' }),
      temporal: new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) }),
    };
    const chunk = () => collaborationChunk(deps, id);

    // Its activity is tried again for ever.
    await erasedWithin(creatorId, () => chunk().catch(() => 'more'), lookUpLater);
    while ((await chunk()) === 'more');

    expect(await placesOf('tessaly')).toEqual([]);
    expect(await outcomes(id)).toEqual(['refused']);
  });
});
