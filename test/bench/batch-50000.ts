import { decide } from '@parley/domain/decide';
import { evolve } from '@parley/domain/evolve';
import { connectPostgres, type Sql } from '@parley/workflows/projection/postgres';
import { projectAll } from '@parley/workflows/projection/project';
import type { Projection } from '@parley/workflows/projection/projection';
import { v7 as uuidv7 } from 'uuid';
import type { BatchView } from '@parley/domain/batch-view';
import { signIn, type Api } from '../harness/api.ts';
import { startBatch } from '../harness/batches.ts';
import type { ChildPart } from '../harness/child-part.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import type { Figure } from './figures.ts';
import { memoryOf } from './memory.ts';
import { makeBenchWorld } from './s5-world.ts';

const ROWS = 50_000;
const CHUNK = 500;
const LOOK_MS = 1_000;
const LIMIT_MS = 3_600_000;
/** By then the worker keeps as many workflows as it ever does. */
const SETTLED = 10_000;

/**
 * The largest batch there is, over collaborations whose workflows are all gone: each is started again from its row
 * and changed. How long it takes, and what server and worker hold after the first rows and at most.
 */
export async function largeBatch(): Promise<Figure[]> {
  const stack = await startStack();
  const sql = connectPostgres(stack.databaseUrl, { name: 'bench', max: 2 });
  try {
    const campaignId = await makeRows(sql);
    const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
    const began = performance.now();
    const batch = await startBatch(api, {
      selection: { filter: { campaign: [campaignId] } },
      change: { kind: 'status', to: 'Negotiating' },
    });
    const seen = await watched(api, batch, { server: stack.server, worker: stack.worker });
    const minutes = (performance.now() - began) / 60_000;
    await requireOnce(sql, seen.ended);
    return [
      figure('a batch of 50,000 whose workflows are gone', minutes, 'min'),
      figure('its rows, through the whole of it', ROWS / (minutes * 60), '/s'),
      figure('the server after 10,000 rows', seen.settled.server, 'MiB'),
      figure('the server at most', seen.most.server, 'MiB', seen.settled.server + 100),
      figure('the worker after 10,000 rows', seen.settled.worker, 'MiB'),
      figure('the worker at most', seen.most.worker, 'MiB', seen.settled.worker + 150),
    ];
  } finally {
    await sql.end();
    await stack.stop();
  }
}

function figure(what: string, value: number, unit: Figure['unit'], atMost?: number): Figure {
  return {
    ...{ id: 'batch', what, value, unit },
    ...(atMost === undefined ? {} : { target: { atMost } }),
  };
}

/** Rows as the product stores them, in one campaign; no workflow stands behind them. */
async function makeRows(sql: Sql): Promise<string> {
  const { campaigns, creators } = await makeBenchWorld(sql);
  const [campaignId = ''] = campaigns.slice(10);
  for (let made = 0; made < ROWS; made += CHUNK) {
    const rows = Array.from({ length: CHUNK }, (_, index) =>
      created(campaignId, creators[(made + index) % creators.length] ?? ''),
    );
    await sql.begin((transaction) => projectAll(transaction, rows));
  }
  await sql`vacuum analyze`;
  return campaignId;
}

function created(campaignId: string, creatorId: string): Projection {
  const id = uuidv7();
  const decision = decide(null, {
    name: 'create',
    body: { id, campaignId, creatorId },
    commandId: uuidv7(),
    at: new Date().toISOString(),
    actor: { kind: 'operator', id: null },
  });
  if (decision.kind !== 'event') throw new Error('a collaboration was not made');
  const { event } = decision;
  const { version } = evolve(null, event);
  return { collaborationId: id, events: [event], version, stateHash: null, outcomes: [] };
}

interface Memory {
  readonly server: number;
  readonly worker: number;
}

async function watched(
  api: Api,
  { id }: BatchView,
  parts: { readonly server: ChildPart; readonly worker: ChildPart },
) {
  let settled: Memory | null = null;
  let most: Memory = { server: 0, worker: 0 };
  for (const limit = Date.now() + LIMIT_MS; Date.now() < limit;) {
    const { body: batch } = await api.get<BatchView>(`/api/batches/${id}`);
    const now = { server: memoryOf(parts.server), worker: memoryOf(parts.worker) };
    most = {
      server: Math.max(most.server, now.server),
      worker: Math.max(most.worker, now.worker),
    };
    if (batch.applied >= SETTLED) settled ??= most;
    if (batch.finishedAt !== null) return { ended: batch, most, settled: settled ?? most };
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error('the batch did not end');
}

async function requireOnce(sql: Sql, { applied, total }: BatchView): Promise<void> {
  if (applied !== ROWS || total !== ROWS)
    throw new Error(`${applied} of ${total} rows were changed`);
  const [twice] = await sql<{ count: number }[]>`
    select count(*)::int from collaborations where version <> 2 or status <> 'Negotiating'`;
  if (twice?.count !== 0) throw new Error(`${twice?.count} rows were not changed exactly once`);
}
