import { LIMITS } from '@parley/domain/limits';
import { RUN_COMMANDS, type RunCommand } from '@parley/domain/validator-view';
import { steerRun } from '@parley/workflows/validation/steer-run';
import { z } from 'zod';
import { actorOf } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { listQuery, pageOf as pageOfAll } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { itemListQuery, readItems } from '../validators/read-items.ts';
import { readRuns, runIdsOf } from '../validators/read-runs.ts';
import { runBody } from '../validators/run-body.ts';
import { resolved, selectCreators } from '../validators/select-creators.ts';
import { addRun, estimateOf } from '../validators/start-run.ts';
import { tellRunSoon } from '../validators/tell-runs.ts';
import { runEstimate, validationItem, validationRun } from '../validators/validator-schemas.ts';
import { pageOf } from './answer-schemas.ts';
import { once } from './once.ts';

const one = z.object({ run: validationRun });

/** Runs of validators over creators: confirmed once, worked on in the background, steered while they run. */
export const validationRunRoutes = (deps: Deps): Route[] => [
  startRoute(deps),
  ...readRoutes(deps),
  ...RUN_COMMANDS.map((command) => steerRoute(deps, command)),
];

const startRoute = (deps: Deps): Route =>
  route({
    method: 'post',
    path: '/api/validators/:id/runs',
    summary:
      'Validates creators in the background; `dryRun` only estimates. Which creators is fixed by the answer',
    allow: 'validator.manage',
    body: runBody,
    mostBytes: LIMITS.selectionBytes,
    answers: {
      200: { description: 'The estimate of a dry run', schema: runEstimate },
      202: { description: 'The run', schema: one },
    },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { body, caller, params } = request;
      const { sql, config } = deps;
      const chosen = await resolved(sql, caller, body);
      if (body.dryRun) {
        const { value } = await snapshot(sql, async (read) => {
          const selected = await selectCreators(read, caller, params.id, chosen);
          return await estimateOf(read, params.id, selected, config.model);
        });
        return request.c.json(value);
      }
      let started: string | null = null;
      const answer = await once(sql, request, async (transaction) => {
        const { toRun } = await selectCreators(transaction, caller, params.id, chosen);
        const by = actorOf(caller);
        const run = await addRun(transaction, {
          ...{ validatorId: params.id, creatorIds: toRun, model: config.model, by },
        });
        started = run.id;
        return { status: 202, body: { run } };
      });
      if (started !== null) tellRunSoon(deps, started, 'resume');
      return answer;
    },
  });

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/validators/:id/runs',
    summary: 'The runs of a validator, newest first',
    allow: 'validator.manage',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageOf(validationRun) } },
    handle: async ({ c, params, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (read) => {
          const [validator] = await read`select 1 from validators where id = ${params.id}`;
          found(validator, 'validator');
          const page = pageOfAll(await runIdsOf(read, params.id), `runs/${params.id}`, query);
          return { ...page, items: await readRuns(read, page.items) };
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/validation-runs/:id',
    summary: 'One run of a validator with its counts',
    allow: 'validator.manage',
    answers: { 200: { description: 'The run', schema: validationRun } },
    handle: async ({ c, params }) => {
      const read = await snapshot(sql, (transaction) => readRuns(transaction, [params.id]));
      return withCursor(c, { ...read, value: found(read.value[0], 'validation run') });
    },
  }),
  route({
    method: 'get',
    path: '/api/validation-runs/:id/items',
    summary:
      'What became of each creator of a run: its score with the reason, or why there is none',
    allow: 'validator.manage',
    query: itemListQuery,
    answers: { 200: { description: 'The page', schema: pageOf(validationItem) } },
    handle: async ({ c, params, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (read) => {
          const [run] = await read`select 1 from validation_runs where id = ${params.id}`;
          found(run, 'validation run');
          return await readItems(read, params.id, query);
        }),
      ),
  }),
];

const SUMMARY: Readonly<Record<RunCommand, string>> = {
  pause: 'Pauses a run: creators under way are finished, no further one is begun',
  resume: 'Goes on with a paused run',
  cancel: 'Ends a run: what was found stays, the rest is not validated',
  retry: 'Takes up what failed again, once the run has ended',
};

const steerRoute = (deps: Deps, command: RunCommand): Route =>
  route({
    method: 'post',
    path: `/api/validation-runs/:id/${command}`,
    summary: SUMMARY[command],
    allow: 'validator.manage',
    answers: { 200: { description: 'The run', schema: one } },
    problems: ['RUN_STATE', 'IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { id } = request.params;
      const answer = await once(deps.sql, request, async (transaction) => {
        const steered = found(await steerRun(transaction, id, command, false), 'validation run');
        if (steered.kind === 'refused') throw new Problem('RUN_STATE', { detail: steered.detail });
        const [run] = await readRuns(transaction, [id]);
        return { status: 200, body: { run: found(run, 'validation run') } };
      });
      tellRunSoon(deps, id, command);
      return answer;
    },
  });
