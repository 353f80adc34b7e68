import type { CollaborationPage, CreatorView } from '@parley/domain/view';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonAs } from '../harness/answer.parser.ts';
import { signIn, type Api } from '../harness/api.ts';
import { expectConsistent } from '../harness/consistency.ts';
import { connectLive } from '../harness/live.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  makeTag,
  outcomeOf,
  read,
  timeline,
} from '../harness/makers.ts';
import { startOwnStores, type OwnStores } from '../harness/own-stores.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { persist } from '../harness/persistent.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { signal } from '../harness/temporal.ts';
import { inParallel, until } from '../harness/wait.ts';

const LIMIT_MS = 120_000;
let stores: OwnStores;
let stack: Stack;
let api: Api;
let campaignId: string;
let ids: string[];

beforeAll(async () => {
  stores = await startOwnStores();
  stack = await startStack({ stores });
  api = await signIn(stack.url, emailOf('owner'), PASSWORD);
  campaignId = (await makeCampaign(api)).id;
  const made = await inParallel([1, 2, 3, 4, 5, 6], 3, () =>
    makeCollaboration(api, { campaignId }),
  );
  ids = made.map(({ id }) => id);
});
afterAll(async () => {
  await stack.stop();
  await stores.stop();
});

const isHealthy = async () => (await api.get('/api/health')).status === 200;
const textsOf = async () =>
  (await Promise.all(ids.map((id) => timeline(api, id))))
    .flat()
    .map(({ data }) => ('text' in data ? data.text : ''));

describe('Temporal down', () => {
  it(
    'reads work, changes and creations are stored, and get their outcome when it is back',
    { timeout: LIMIT_MS },
    async () => {
      const creator = await makeCreator(api);
      const [id = ''] = ids;
      const { version } = await read(api, id);
      await stores.temporal.down();
      const page = await api.get<CollaborationPage>(`/api/collaborations?campaign=${campaignId}`);
      expect([page.status, page.body.total]).toEqual([200, ids.length]);
      expect((await read(api, id)).version).toBe(version);
      const health = await until('health to see it', async () => {
        const answer = await api.get<{ checks: { temporal: string; postgres: string } }>(
          '/api/health',
        );
        return answer.status === 503 && answer;
      });
      expect(health.body.checks).toMatchObject({ postgres: 'ok' });
      expect(health.body.checks.temporal).not.toBe('ok');
      const [noted, moved, made] = await Promise.all([
        api.post(`/api/collaborations/${id}/notes`, { text: 'While it was down' }),
        api.post(`/api/collaborations/${ids[1]}/status`, { to: 'Cancelled' }),
        api.post('/api/collaborations', { campaignId, creatorId: creator.id }),
      ]);
      expect([noted.status, moved.status, made.status]).toEqual([202, 202, 202]);
      const asked = await api.get(
        `/api/commands/${jsonAs<{ commandId: string }>(noted.text).commandId}`,
      );
      expect(asked.body).toMatchObject({ state: 'pending' });
      await stores.temporal.up();
      expect(await outcomeOf(api, noted)).toMatchObject({ state: 'applied' });
      expect(await outcomeOf(api, moved)).toMatchObject({
        state: 'refused',
        code: 'REASON_REQUIRED',
      });
      expect(await outcomeOf(api, made)).toMatchObject({ state: 'applied' });
      const after = await api.get<CollaborationPage>(
        `/api/collaborations?campaign=${campaignId}&creator=${creator.id}`,
      );
      expect(after.body.total).toBe(1);
      await until('health', isHealthy, 60_000);
      await expectConsistent(stack);
    },
  );

  it(
    'restarted in the middle of changes: each is there exactly once',
    { timeout: LIMIT_MS },
    async () => {
      let done = 0;
      const restart = (async () => {
        await until('the middle', () => done >= 20, LIMIT_MS);
        await stores.temporal.down();
        await stores.temporal.up();
      })();
      const outcomes = await inParallel(
        Array.from({ length: 80 }, (_, index) => index),
        8,
        async (index) => {
          const outcome = await persist(
            api,
            `/api/collaborations/${ids[index % ids.length]}/notes`,
            { text: `temporal ${index}` },
          );
          done += 1;
          return outcome;
        },
      );
      await restart;
      expect(outcomes.map(({ state }) => state)).toEqual(outcomes.map(() => 'applied'));
      const texts = (await textsOf()).filter((text) => text?.startsWith('temporal '));
      expect(texts.toSorted()).toEqual(outcomes.map((_, index) => `temporal ${index}`).toSorted());
      await expectConsistent(stack);
    },
  );
});

describe('Postgres down', () => {
  it(
    'is 503 with Retry-After, and everything goes on when it is back',
    { timeout: LIMIT_MS },
    async () => {
      const live = await connectLive(api);
      const { cursor } = await live.sync(null);
      await stores.postgres.down();
      for (const answer of [
        await api.get('/api/collaborations'),
        await api.post(`/api/collaborations/${ids[0]}/notes`, { text: 'Lost' }),
      ]) {
        expect(answer.status).toBe(503);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(answer.problem.status).toBe(503);
        expect(answer.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|postgres:/);
      }
      await stores.postgres.up();
      await until('health', isHealthy, 60_000);
      const [, , id = ''] = ids;
      const noted = await change(api, id, 'notes', { text: 'Here again' });
      const isSeen = async () => {
        if (live.collaborations(id).some(({ version }) => version === noted.version)) return true;
        const answer = await live.sync(cursor).catch(() => undefined);
        return JSON.stringify(answer?.changes ?? []).includes('Here again');
      };
      await until('the socket to hear it', isSeen, 30_000);
      live.close();
      expect((await textsOf()).includes('Lost')).toBe(false);
      await expectConsistent(stack);
    },
  );

  it(
    'restarted in the middle of changes: each is there exactly once',
    { timeout: LIMIT_MS },
    async () => {
      let done = 0;
      const restart = (async () => {
        await until('the middle', () => done >= 20, LIMIT_MS);
        await stores.postgres.down();
        await stores.postgres.up();
      })();
      const outcomes = await inParallel(
        Array.from({ length: 80 }, (_, index) => index),
        8,
        async (index) => {
          const outcome = await persist(
            api,
            `/api/collaborations/${ids[index % ids.length]}/notes`,
            { text: `postgres ${index}` },
          );
          done += 1;
          return outcome;
        },
      );
      await restart;
      expect(outcomes.map(({ state }) => state)).toEqual(outcomes.map(() => 'applied'));
      const texts = (await textsOf()).filter((text) => text?.startsWith('postgres '));
      expect(texts.toSorted()).toEqual(outcomes.map((_, index) => `postgres ${index}`).toSorted());
      await expectConsistent(stack);
    },
  );
});

describe('the tag of an outcome', () => {
  it(
    'is given once, although Postgres is down at the end and the worker is killed meanwhile',
    { timeout: LIMIT_MS },
    async () => {
      const id = ids[3] ?? '';
      const tag = await makeTag(api);
      await api.patch('/api/workspace', { tagOnOutcome: { Completed: tag.id } });
      const { creator } = await read(api, id);
      const tagsOf = async () =>
        (await api.get<CreatorView>(`/api/creators/${creator.id}`)).body.tags.map((one) => one.id);
      await stores.postgres.down();
      await signal(stack, id, 'changeStatus', '{"to":"Completed"}');
      await stack.worker.kill9();
      await stores.postgres.up();
      await stack.worker.start();
      await until('health', isHealthy, 60_000);
      await until('the tag', async () => (await tagsOf()).includes(tag.id), 60_000);
      await until('the end', async () => (await read(api, id)).status === 'Completed', 60_000);
      await api.post('/api/creators/tags', { creatorIds: [creator.id], remove: [tag.id] });
      await change(api, id, 'notes', { text: 'After the tag was taken away' });
      expect(await tagsOf()).toEqual([]);
      await expectConsistent(stack);
    },
  );
});
