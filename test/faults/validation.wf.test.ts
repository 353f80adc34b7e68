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

let stack: Stack;
let api: Api;
let model: ModelServer;
let asked = 0;

/** Slow, sometimes broken, sometimes babbling. */
function behave(text: string): ModelBehaviour {
  asked += 1;
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
      VALIDATOR_TIMEOUT_SECONDS: '2',
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
  'gives every creator one outcome and never asks faster than set, though the worker is killed',
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

async function expectOneOutcomeEach(runId: string, validatorId: string): Promise<void> {
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
  expect(Math.max(...counts)).toBeGreaterThan(most / 2);
}
