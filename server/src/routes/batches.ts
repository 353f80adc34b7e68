import { batchChangeSchema, BATCH_OUTCOMES, BATCH_STATES } from '@parley/domain/batch.schema';
import type { BatchView } from '@parley/domain/batch-view';
import { LIMITS } from '@parley/domain/limits';
import { type Status, STATUSES } from '@parley/domain/statuses';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import { newBatch } from '../batches/batch-body.ts';
import { confirmBatch, foreseeBatch } from '../batches/confirm-batch.ts';
import { outcomesCsv } from '../batches/outcomes-csv.ts';
import {
  batchItemQuery,
  readAllBatchItems,
  readBatches,
  readBatchItems,
} from '../batches/read-batch.ts';
import { filteredIds } from '../batches/selected-ids.ts';
import { startSoon } from '../batches/start-batches.ts';
import { addRetry, addUndo, control, type Control } from '../batches/write-batch.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { idsQuery } from '../read/list/list-query.ts';
import { idsBetween } from '../read/list/listed-ids.ts';
import { perStatus } from '../read/list/totals.ts';
import { listQuery, pageOf as wholePageOf } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { pageOf } from './answer-schemas.ts';
import { once } from './once.ts';

const count = z.int().min(0);
const text = z.string();
const batchSchema = z.object({
  id: z.uuid(),
  state: z.enum(BATCH_STATES),
  change: z.union([batchChangeSchema, z.object({ kind: z.literal('undo'), batchId: z.uuid() })]),
  total: count,
  applied: count,
  unchanged: count,
  refused: count,
  failed: count,
  cancelled: count,
  pending: count,
  by: z.object({ id: z.uuid().nullable(), name: text, kind: text }),
  undoOf: z.uuid().nullable(),
  retryOf: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
const one = z.object({ batch: batchSchema });
const itemSchema = z.object({
  collaborationId: z.uuid(),
  creator: text.nullable(),
  campaign: text.nullable(),
  outcome: z.enum(BATCH_OUTCOMES).nullable(),
  code: text.nullable(),
  detail: text.nullable(),
});
const dryRunSchema = z.object({
  total: count,
  wouldApply: count,
  unchanged: count,
  refused: z.array(
    z.object({
      ...{ code: text, count, detail: text },
      reasons: z.array(z.object({ detail: text, count })),
    }),
  ),
  amounts: z.array(z.object({ currency: text, amountCents: z.int() })),
  selectionId: z.uuid(),
});

/** One change for many collaborations: counted before, live while it runs, one outcome per row after. */
export const batchRoutes = (deps: Deps): Route[] => [
  ...readRoutes(deps),
  idsRoute(deps),
  outcomesCsvRoute(deps),
  confirmRoute(deps),
  ...(['pause', 'resume', 'cancel'] as const).map((name) => controlRoute(deps, name)),
  againRoute(
    deps,
    'undo',
    'Takes back what a batch did, as a batch; rows that moved on are refused',
    addUndo,
  ),
  againRoute(deps, 'retry', 'Tries the failed rows of a batch again, as a batch', addRetry),
];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/batches',
    summary: 'Batches, newest first',
    allow: 'collaboration.change',
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageOf(batchSchema) } },
    handle: async ({ c, query }) => {
      const read = await snapshot(sql, (transaction) => readBatches(transaction, null));
      return withCursor(c, { ...read, value: wholePageOf(read.value, 'batches', query) });
    },
  }),
  route({
    method: 'get',
    path: '/api/batches/:id',
    summary: 'How far a batch is',
    allow: 'collaboration.change',
    answers: { 200: { description: 'The batch', schema: batchSchema } },
    handle: async ({ c, params }) => {
      const read = await snapshot(sql, (transaction) => readBatches(transaction, [params.id]));
      return withCursor(c, { ...read, value: found(read.value[0], 'batch') });
    },
  }),
  route({
    method: 'get',
    path: '/api/batches/:id/items',
    summary: 'One outcome per row, with its reason',
    allow: 'collaboration.change',
    query: batchItemQuery,
    answers: { 200: { description: 'The page', schema: pageOf(itemSchema) } },
    handle: async ({ c, caller, params, query }) =>
      withCursor(
        c,
        await snapshot(sql, async (transaction) => {
          await readOne(transaction, params.id);
          return await readBatchItems(transaction, caller, params.id, query);
        }),
      ),
  }),
];

const idsRoute = ({ sql }: Deps): Route =>
  route({
    method: 'get',
    path: '/api/collaborations/ids',
    summary:
      'The ids of everything that a filter selects, or of what lies between two rows of its list, by status',
    allow: 'collaboration.change',
    query: idsQuery,
    answers: {
      200: {
        description: 'At most 50,000 ids',
        schema: z.object({
          total: count,
          ids: z.partialRecord(z.enum(STATUSES), z.array(z.uuid())),
        }),
      },
    },
    handle: async ({ caller, query: { sort, from, to, ...filter } }) => {
      const listed =
        from === undefined || to === undefined
          ? await filteredIds(sql, caller, filter)
          : await idsBetween(sql, caller, filter, { sort, from, to });
      const of = (status: Status) => listed.flatMap((one) => (one.status === status ? one.id : []));
      return Response.json({ total: listed.length, ids: perStatus(of) });
    },
  });

const outcomesCsvRoute = ({ sql }: Deps): Route =>
  route({
    method: 'get',
    path: '/api/batches/:id/items.csv',
    summary: 'One outcome per row as CSV',
    allow: 'collaboration.change',
    answers: { 200: { description: 'The file', contentType: 'text/csv' } },
    handle: async ({ caller, params }) => {
      const { value } = await snapshot(sql, async (transaction) => {
        await readOne(transaction, params.id);
        return await readAllBatchItems(transaction, caller, params.id);
      });
      return new Response(outcomesCsv(value), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="batch-${params.id}.csv"`,
        },
      });
    },
  });

const confirmRoute = (deps: Deps): Route =>
  route({
    method: 'post',
    path: '/api/batches',
    summary: 'Changes many collaborations; `dryRun` says what would happen and changes nothing',
    allow: 'collaboration.change',
    body: newBatch,
    mostBytes: LIMITS.selectionBytes,
    answers: {
      200: { description: 'What would happen', schema: dryRunSchema },
      202: { description: 'The batch, running', schema: one },
    },
    problems: ['REASON_REQUIRED', 'IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { body, caller } = request;
      if (body.dryRun) return Response.json(await foreseeBatch(deps.sql, caller, body));
      const store = await confirmBatch(deps.sql, caller, body);
      const answer = await once(deps.sql, request, async (transaction) => ({
        status: 202,
        body: { batch: await readOne(transaction, await store(transaction)) },
      }));
      return await started(deps, caller, answer);
    },
  });

const controlRoute = (deps: Deps, name: Control): Route =>
  route({
    method: 'post',
    path: `/api/batches/:id/${name}`,
    summary: CONTROL_SUMMARY[name],
    allow: 'collaboration.change',
    answers: { 200: { description: 'The batch', schema: one } },
    problems: ['BATCH_ENDED', 'IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { caller, params } = request;
      const answer = await once(deps.sql, request, async (transaction) => {
        await requireOwn(transaction, caller, params.id);
        await control(transaction, params.id, name);
        return { status: 200, body: { batch: await readOne(transaction, params.id) } };
      });
      startSoon(deps, params.id, caller.personId);
      return answer;
    },
  });

const CONTROL_SUMMARY = {
  pause: 'Pauses a batch after the rows that are under way',
  resume: 'Goes on with a paused batch',
  cancel: 'Ends a batch: rows that were not asked yet stay as they are',
} as const satisfies Record<Control, string>;

function againRoute(
  deps: Deps,
  name: 'undo' | 'retry',
  summary: string,
  add: (sql: Queries, caller: Caller, batchId: string) => Promise<string>,
): Route {
  return route({
    method: 'post',
    path: `/api/batches/:id/${name}`,
    summary,
    allow: 'collaboration.change',
    answers: { 202: { description: 'The new batch, running', schema: one } },
    problems: ['NOTHING_TO_DO', 'BATCH_RUNNING', 'IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { caller, params } = request;
      const answer = await once(deps.sql, request, async (transaction) => {
        await requireOwn(transaction, caller, params.id);
        const id = await add(transaction, caller, params.id);
        return { status: 202, body: { batch: await readOne(transaction, id) } };
      });
      return await started(deps, caller, answer);
    },
  });
}

/** Starts what was just stored; the answer is the same whether or not Temporal can be reached now. */
async function started(deps: Deps, caller: Caller, answer: Response): Promise<Response> {
  if (answer.status !== 202) return answer;
  const { batch } = one.pick({ batch: true }).parse(await answer.clone().json());
  startSoon(deps, batch.id, caller.personId);
  return answer;
}

async function readOne(sql: Queries, id: string): Promise<BatchView> {
  const [batch] = await readBatches(sql, [id]);
  return found(batch, 'batch');
}

/** A batch is in the hands of whoever started it, and of owners and admins. */
async function requireOwn(sql: Queries, caller: Caller, id: string): Promise<void> {
  const rows = await sql<{ person_id: string }[]>`select person_id from batches where id = ${id}`;
  const { person_id } = found(rows[0], 'batch');
  if (person_id === caller.personId || caller.role === 'owner' || caller.role === 'admin') return;
  throw new Problem('FORBIDDEN', { detail: 'Somebody else started this batch.' });
}
