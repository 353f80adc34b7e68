import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { listQuery, pageOf as pageOfAll } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { readValidators, readValidatorsOf } from '../validators/read-validators.ts';
import { newValidator, validatorChange } from '../validators/validator-body.ts';
import { validator } from '../validators/validator-schemas.ts';
import { addValidator, changeValidator, removeValidator } from '../validators/write-validator.ts';
import { pageOf } from './answer-schemas.ts';
import { once } from './once.ts';

const one = z.object({ validator });

/** Validators, the criteria that creators are rated by: the team reads and writes them, guests do not. */
export const validatorRoutes = (deps: Deps): Route[] => [...readRoutes(deps), ...writeRoutes(deps)];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/validators',
    summary: 'Validators by name, each with its results and its latest run',
    allow: 'validator.manage',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageOf(validator) } },
    handle: async ({ c, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (read) =>
          pageOfAll(await readValidators(read), 'validators', query),
        ),
      ),
  }),
  route({
    method: 'get',
    path: '/api/validators/:id',
    summary: 'One validator',
    allow: 'validator.manage',
    answers: { 200: { description: 'The validator', schema: validator } },
    handle: async ({ c, params }) => {
      const read = await snapshot(sql, (transaction) => readValidatorsOf(transaction, [params.id]));
      return withCursor(c, { ...read, value: found(read.value[0], 'validator') });
    },
  }),
];

const writeRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/validators',
    summary: 'Makes a validator; its name is compared without case and accents',
    allow: 'validator.manage',
    body: newValidator,
    answers: { 201: { description: 'The validator', schema: one } },
    problems: ['VALIDATOR_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 201,
        body: {
          validator: await addValidator(transaction, request.caller.personId, request.body),
        },
      })),
  }),
  route({
    method: 'patch',
    path: '/api/validators/:id',
    summary: 'Renames a validator or changes its criteria, which puts its results out of date',
    allow: 'validator.manage',
    body: validatorChange,
    answers: { 200: { description: 'The validator', schema: one } },
    problems: ['VALIDATOR_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 200,
        body: { validator: await changeValidator(transaction, request.params.id, request.body) },
      })),
  }),
  route({
    method: 'delete',
    path: '/api/validators/:id',
    summary: 'Removes a validator with its runs and results',
    allow: 'validator.manage',
    answers: { 204: { description: 'Removed' } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => {
        await removeValidator(transaction, request.params.id);
        return { status: 204, body: null };
      }),
  }),
];
