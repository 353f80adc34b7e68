import type { ImportView } from '@parley/domain/imports/import-view';
import { creatorChunk } from '@parley/workflows/import/creator-chunk';
import { z } from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  runServer,
  signedIn,
  type TestServer,
  until,
  type Visitor,
} from '../frame/running-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await runServer();
});
afterAll(() => server.close());

const uploaded = z.object({ import: z.object({ id: z.string() }) });
const synced = z.looseObject({ cursor: z.string(), resync: z.boolean().optional() });

async function live(visitor: Visitor) {
  const socket = visitor.socket();
  const told: ImportView[] = [];
  let changes = 0;
  let ends = 0;
  socket.on('import', (view: ImportView) => told.push(view));
  socket.on('change', () => (changes += 1));
  socket.on('disconnect', () => (ends += 1));
  const sync = async (since: string | null) =>
    synced.parse(await socket.timeout(10_000).emitWithAck('sync', { since }));
  await until('the socket to connect', () => socket.connected);
  return { socket, told, sync, seen: () => ({ changes, ends }) };
}

async function imported(by: Visitor, rows: readonly string[]): Promise<string> {
  const file = `name,instagram\n${rows.join('\n')}\n`;
  const type = { 'content-type': 'text/csv' };
  const answer = await by.send('POST', '/api/imports?kind=creators', file, type);
  const { id } = uploaded.parse(JSON.parse(answer.text)).import;
  expect((await by.post(`/api/imports/${id}/start`, {})).status).toBe(202);
  while ((await creatorChunk(server.deps.sql, id)) === 'more');
  return id;
}

it('is told to its maker and to owners, at most twice a second, its end always', async () => {
  const [maker, other, owner] = await Promise.all([
    signedIn(server, 'member'),
    signedIn(server, 'member'),
    signedIn(server, 'owner'),
  ]);
  const [mine, theirs, all] = await Promise.all([maker, other, owner].map(live));
  if (!mine || !theirs || !all) throw new Error('nobody is connected');
  const { cursor } = await mine.sync(null);
  const began = Date.now();
  const id = await imported(maker, ['Told One,told.one', 'Told Two,told.two']);
  for (const { told } of [mine, all])
    await until('the end', () => told.some(({ state }) => state === 'completed'));
  expect(mine.told.at(-1)).toMatchObject({ id, created: 2, pending: 0, preview: [] });
  expect(mine.told.length).toBeLessThanOrEqual(2 + Math.ceil((Date.now() - began) / 500));
  expect(theirs.told).toEqual([]);
  // Few enough to be told one by one: no one reads everything anew.
  await until('both creators', () => mine.seen().changes === 2);
  expect((await mine.sync(cursor)).resync).toBeUndefined();
  for (const { socket } of [mine, theirs, all]) socket.disconnect();
});

it('a long file is told as one: whoever was there, or was away, reads everything anew', async () => {
  const owner = await signedIn(server, 'owner');
  const there = await live(owner);
  const { cursor } = await there.sync(null);
  await imported(
    owner,
    Array.from({ length: 501 }, (_, n) => `Long ${n},long.${n}`),
  );
  await until('the connection to begin anew', () => there.seen().ends > 0);
  expect(there.seen().changes).toBeLessThan(10);
  await until('the socket to come back', () => there.socket.connected);
  const again = await there.sync(cursor);
  expect(again.resync).toBe(true);
  expect((await there.sync(again.cursor)).resync).toBeUndefined();
  there.socket.disconnect();
});
