import { validateChunk } from '@parley/workflows/validation/validate-chunk';
import type { Judge } from '@parley/workflows/validation/judge';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importing, type Imports } from '../imports/importing.ts';
import { makeHttp, tokenOf, type Http } from '../read/http.ts';
import { addCreator, addReader, makeWorld, type World } from '../read/world.ts';

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
