import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChangeMessage } from '@parley/domain/view';
import { addCampaign, addCreator, collaborate } from '../read/world.ts';
import { CutOff } from './cut-off.ts';
import {
  PASSWORD,
  runServer,
  signedIn,
  type TestServer,
  until,
  Visitor,
} from './running-server.ts';

let way: CutOff;
let server: TestServer;
let owner: Visitor;
beforeAll(async () => {
  server = await runServer({}, async (databaseUrl) => {
    way = await CutOff.to(databaseUrl);
    return way.url;
  });
  owner = await signedIn(server, 'owner', 'owner@example.com');
});
afterAll(() => server.close());

it('answers 503 with Retry-After while Postgres is away, and works again by itself', async () => {
  const { changes, sync } = await follow();
  const { cursor } = await sync(null);
  await way.cut();
  for (const answer of [
    await owner.get('/api/me'),
    await owner.get('/api/members'),
    await owner.post('/api/tokens', { name: 'S' }),
    await owner.post('/api/auth/sign-out'),
    await new Visitor(server.url).post('/api/auth/sign-in/email', {
      email: 'owner@example.com',
      password: PASSWORD,
    }),
  ]) {
    expect(answer.body).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1/);
  }
  const health = await owner.get('/api/health');
  expect(health.status).toBe(503);
  expect(health.body.checks?.postgres).not.toBe('ok');

  const campaignId = await addCampaign(server.world);
  const { id } = await collaborate(server.world, {
    campaignId,
    creatorId: await addCreator(server.world),
  });
  await way.open();
  await until('answers', async () => (await owner.get('/api/me')).status === 200);
  await until('the change made meanwhile', () =>
    changes.some((change) => change.kind === 'collaboration' && change.collaborationId === id),
  );
  expect(changes).toHaveLength(1);
  expect((await sync(cursor)).changes).toEqual(changes);
});

it('says within seconds that a database answers nothing, and lets nobody wait for ever', async () => {
  way.freeze();
  const startedAt = Date.now();
  const health = await owner.get('/api/health');
  expect(health.body.checks?.postgres).not.toBe('ok');
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  expect((await owner.get('/api/me')).body).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  await way.cut();
  await way.open();
  await until('answers', async () => (await owner.get('/api/me')).status === 200);
});

/** A socket of the owner that keeps what it receives. */
async function follow() {
  const socket = owner.socket();
  const changes: ChangeMessage[] = [];
  socket.on('change', (change: ChangeMessage) => changes.push(change));
  await until('the socket to connect', () => socket.connected);
  return {
    changes,
    sync: (since: string | null) => socket.timeout(10_000).emitWithAck('sync', { since }),
  };
}
