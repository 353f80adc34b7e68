import { ruleJudge } from '@parley/workflows/validation/judge';
import { validateChunk } from '@parley/workflows/validation/validate-chunk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHttp, tokenOf, type Http } from '../read/http.ts';
import { addCreator, addReader, makeWorld, type World } from '../read/world.ts';

let world: World;
let http: Http;
let member: string;
let guest: string;
let creatorId: string;
beforeAll(async () => {
  world = await makeWorld();
  http = makeHttp(world);
  member = await tokenOf(world, await addReader(world, 'member'));
  guest = await tokenOf(world, await addReader(world, 'guest'));
  creatorId = await addCreator(world, 'Mountain hiker');
});
afterAll(() => world.close());

const post = (path: string, body: object, token = member) => http.send(token, 'POST', path, body);
const made = async (name: string, criteria = 'Hiking') =>
  (await post('/api/validators', { name, criteria })).body.validator;
const judgeAll = (runId: string) =>
  validateChunk({ sql: world.sql, judgeFor: ruleJudge }, runId, new AbortController().signal);

describe('a validator', () => {
  it('has a name that no other one has, whatever its case', async () => {
    await made('Trail');
    const again = await post('/api/validators', { name: 'TRAIL', criteria: 'x' });
    expect([again.status, again.body.code]).toEqual([409, 'VALIDATOR_EXISTS']);
    const long = await post('/api/validators', { name: 'x'.repeat(41), criteria: 'x' });
    expect([long.status, long.body.errors[0]?.path]).toEqual([422, 'name']);
  });

  it('is nothing to guests', async () => {
    for (const path of ['/api/validators', '/api/validators/x'])
      expect((await http.send(guest, 'GET', path)).status).toBe(403);
    expect((await post('/api/validators', { name: 'G', criteria: 'x' }, guest)).status).toBe(403);
  });
});

describe('a run', () => {
  it('is estimated, judges each creator once, and is out of date when the criteria change', async () => {
    const { id } = await made('Run');
    const path = `/api/validators/${id}/runs`;
    const dry = await post(path, { creatorIds: [creatorId], dryRun: true });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ total: 1, alreadyCurrent: 0, toRun: 1, model: null });
    const { run } = (await post(path, { creatorIds: [creatorId] })).body;
    expect(await judgeAll(run.id)).toMatchObject({ state: 'completed', done: 1, pending: 0 });
    const creator = async () => (await http.send(member, 'GET', `/api/creators/${creatorId}`)).body;
    expect((await creator()).validation).toMatchObject({
      score: 3,
      model: null,
      isOutdated: false,
    });
    const only = { creatorIds: [creatorId], only: 'missing or outdated', dryRun: true };
    expect((await post(path, only)).body).toMatchObject({ alreadyCurrent: 1, toRun: 0 });
    await http.send(member, 'PATCH', `/api/validators/${id}`, { criteria: 'Sailing' });
    expect((await creator()).validation).toMatchObject({ score: 3, isOutdated: true });
    expect((await post(path, only)).body).toMatchObject({ alreadyCurrent: 0, toRun: 1 });
  });

  it('is paused, resumed, cancelled, and refuses what cannot follow', async () => {
    const { id } = await made('Steered');
    const { run } = (await post(`/api/validators/${id}/runs`, { filter: {} })).body;
    const steer = async (command: string) => {
      const answer = await post(`/api/validation-runs/${run.id}/${command}`, {});
      return answer.status === 200 ? answer.body.run.state : answer.body.code;
    };
    expect(await steer('retry')).toBe('RUN_STATE');
    expect(await steer('pause')).toBe('paused');
    expect(await judgeAll(run.id)).toMatchObject({ state: 'paused', done: 0 });
    expect(await steer('resume')).toBe('running');
    expect(await steer('cancel')).toBe('cancelling');
    expect(await judgeAll(run.id)).toMatchObject({ state: 'cancelled', done: 0, pending: 0 });
    expect(await steer('resume')).toBe('RUN_STATE');
  });

  it('names whom it cannot be about', async () => {
    const { id } = await made('Wrong');
    const unknown = '01990000-0000-7000-8000-00000000dead';
    const answer = await post(`/api/validators/${id}/runs`, { creatorIds: [unknown] });
    expect([answer.status, answer.body.errors[0]?.path]).toEqual([422, 'creatorIds.0']);
    expect((await post(`/api/validators/${id}/runs`, {})).status).toBe(422);
    expect((await post(`/api/validators/${unknown}/runs`, { filter: {} })).status).toBe(404);
  });
});

it('a choice of a validator that is not there is refused', async () => {
  const owner = await tokenOf(world, await addReader(world, 'owner'));
  const validatorId = '01990000-0000-7000-8000-00000000dead';
  const answer = await http.send(owner, 'PATCH', '/api/workspace', { validatorId });
  expect([answer.status, answer.body.errors[0]?.path]).toEqual([422, 'validatorId']);
  const { id } = await made('Chosen');
  const chosen = await http.send(owner, 'PATCH', '/api/workspace', { validatorId: id });
  expect(chosen.body.workspace.validatorId).toBe(id);
});
