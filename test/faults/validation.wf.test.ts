import type { ValidationItemView, ValidationRunView } from '@parley/domain/validator-view';
import type { Page } from '@parley/domain/view';
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import { makeValidator, startRun, untilRun } from '../harness/makers.ts';
import {
  type ModelBehaviour,
  type ModelServer,
  startModelServer,
} from '../harness/model-server.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { until } from '../harness/wait.ts';

const COUNT = 500;
const PER_MINUTE = 2_400;
/** Asked again and again these never give a score. */
const HOPELESS = 10;
const LIMIT_MS = 90_000;
/** Until a request without an answer is given up; requests under way at once. */
const TIMEOUT_SECONDS = 2;
const AT_ONCE = 4;

let stack: Stack;
let api: Api;
let model: ModelServer;
let asked = 0;
/** What the model does meanwhile, whoever asks. */
let meanwhile: ModelBehaviour | null = null;

/** Slow, sometimes broken, sometimes babbling. */
function behave(text: string): ModelBehaviour {
  asked += 1;
  if (meanwhile) return meanwhile;
  if (/hopeless/.test(text)) return { kind: 'text', text: 'As a language model I love them all!' };
  if (asked % 97 === 0) return { kind: 'hang' };
  if (asked % 29 === 0) return { kind: 'status', status: 500 };
  if (asked % 41 === 0) return { kind: 'status', status: 429, headers: { 'retry-after': '0.2' } };
  if (asked % 23 === 0) return { kind: 'text', text: 'Sure! {"score": 7, "reason": "great"}' };
  const score = asked % 4;
  return {
    kind: 'text',
    text: `\`\`\`json\n{"score": ${score}, "reason": "Because of ${score}."}\n\`\`\``,
  };
}

beforeAll(async () => {
  model = await startModelServer(behave, { delayMs: 40 });
  stack = await startStack({
    env: {
      VALIDATOR_BASE_URL: model.url,
      VALIDATOR_API_KEY: 'test-key',
      VALIDATOR_MODEL: 'slow-model',
      VALIDATOR_REQUESTS_PER_MINUTE: String(PER_MINUTE),
      VALIDATOR_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS),
    },
  });
  api = await signIn(stack.url, emailOf('member'), PASSWORD);
  await addCreators();
});
afterAll(async () => {
  await stack.stop();
  await model.stop();
});

async function addCreators(): Promise<void> {
  const sql = postgres(stack.databaseUrl, { max: 1 });
  await sql`
    insert into creators (id, name, bio)
    select gen_random_uuid(), 'Creator ' || n, case when n <= ${HOPELESS} then 'hopeless' else 'Hiking' end
    from generate_series(1, ${COUNT}) n`;
  await sql.end();
}

it(
  'gives every creator one outcome and never asks faster than set, though the worker is killed and the run paused',
  { timeout: LIMIT_MS },
  async () => {
    const validator = await makeValidator(api, { criteria: 'Hikers' });
    const key = randomUUID();
    const run = await startRun(api, validator.id, { filter: {} }, { key });
    const again = await startRun(api, validator.id, { filter: {} }, { key });
    expect([again.id, run.total]).toEqual([run.id, COUNT]);
    const isPast = (share: number) => async () =>
      (await api.get<ValidationRunView>(`/api/validation-runs/${run.id}`)).body.done >
      COUNT * share;
    await until('a third of the creators', isPast(1 / 3), LIMIT_MS);
    await stack.worker.kill9();
    const atKill = model.requests.length;
    await stack.worker.start();
    await until('two thirds of the creators', isPast(2 / 3), LIMIT_MS);
    await expectNothingAskedWhilePaused(run.id);
    const over = await untilRun(api, run.id, 'completed', LIMIT_MS);

    expect(over).toMatchObject({
      total: COUNT,
      done: COUNT - HOPELESS,
      failed: HOPELESS,
      pending: 0,
    });
    expect(model.requests.length).toBeGreaterThan(atKill);
    await expectOneOutcomeEach(run.id, validator.id);
    expectPace(model.requests.map(({ atMs }) => atMs));
    expect(new Set(model.requests.map((request) => request.key))).toEqual(
      new Set(['Bearer test-key']),
    );
  },
);

/** Nothing is repeated after what was under way, although all of it failed; then it goes on. */
async function expectNothingAskedWhilePaused(runId: string): Promise<void> {
  meanwhile = { kind: 'hang' };
  const before = model.requests.length;
  await until('requests hang', () => model.requests.length >= before + AT_ONCE, LIMIT_MS);
  expect((await api.post(`/api/validation-runs/${runId}/pause`, {})).status).toBe(200);
  const atPause = model.requests.length;
  // A request that hangs is repeated within half a second after it was given up.
  const quietMs = () => Date.now() - (model.requests.at(-1)?.atMs ?? 0);
  await until('nobody asks', () => quietMs() > TIMEOUT_SECONDS * 1_000 + 1_000, LIMIT_MS);
  // One may have been on its way to the model when the run was paused; repeated, they were twenty.
  expect(model.requests.length - atPause).toBeLessThan(AT_ONCE);
  meanwhile = null;
  expect((await api.post(`/api/validation-runs/${runId}/resume`, {})).status).toBe(200);
}

it('ends a cancelled run at once, though the model asked to wait, and says who was not reached', async () => {
  const validator = await makeValidator(api, { criteria: 'Cyclists' });
  meanwhile = { kind: 'status', status: 429, headers: { 'retry-after': '3600' } };
  const before = model.requests.length;
  const run = await startRun(api, validator.id, { filter: {} });
  await until('it is told to wait', () => model.requests.length > before, LIMIT_MS);
  await until('all of them wait', () => model.requests.length >= before + AT_ONCE, LIMIT_MS);
  expect((await api.post(`/api/validation-runs/${run.id}/cancel`, {})).status).toBe(200);
  // Well before the two minutes that a model can make a run wait.
  const over = await untilRun(api, run.id, 'cancelled', 30_000);
  expect(over).toMatchObject({ total: COUNT, done: 0, failed: 0, cancelled: COUNT, pending: 0 });
  const items = await itemsOf(run.id);
  expect(items.map(({ outcome }) => outcome)).toEqual(items.map(() => 'cancelled'));
  expect(items).toHaveLength(COUNT);
  expect(model.requests.length).toBe(before + AT_ONCE);
}, 60_000);

async function expectOneOutcomeEach(runId: string, validatorId: string): Promise<void> {
  const items = await itemsOf(runId);
  expect(new Set(items.map(({ creator }) => creator.id)).size).toBe(COUNT);
  const failed = items.filter(({ outcome }) => outcome === 'failed');
  expect(failed).toHaveLength(HOPELESS);
  for (const { detail } of failed) expect(detail).toMatch(/no score in 3 answers.*As a language/);
  const sql = postgres(stack.databaseUrl, { max: 1 });
  const stored = await sql`
    select i.creator_id from validation_items i join validations v on v.creator_id = i.creator_id
    where i.run_id = ${runId} and v.validator_id = ${validatorId} and v.run_id = i.run_id
      and v.score = i.score and v.reason = i.reason and v.model = 'slow-model'`;
  await sql.end();
  expect(stored).toHaveLength(COUNT - HOPELESS);
}

async function itemsOf(runId: string): Promise<ValidationItemView[]> {
  const items: ValidationItemView[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<ValidationItemView> = (
      await api.get<Page<ValidationItemView>>(
        `/api/validation-runs/${runId}/items?limit=200${next}`,
      )
    ).body;
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** No ten seconds hold more requests than a sixth of the minute's; one that is late for half a second is no haste. */
function expectPace(times: readonly number[]): void {
  const windowMs = 10_000;
  const lateMs = 500;
  const most = ((windowMs + lateMs) * PER_MINUTE) / 60_000;
  const counts = times.map(
    (from) => times.filter((at) => at >= from && at < from + windowMs).length,
  );
  expect(Math.max(...counts)).toBeLessThanOrEqual(most);
  // It is the rate that holds the run back, not the slowness of the model.
  expect(Math.max(...counts)).toBeGreaterThan(most / 4);
}
