import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectPostgres, type Sql } from '@parley/workflows/projection/postgres';
import { signIn, type Api } from '../harness/api.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import { type Figure, median, quantile } from './figures.ts';
import { type AskedFor, askedFor } from './s5-queries.ts';
import { makeBenchRows } from './s5-rows.ts';
import { makeBenchWorld } from './s5-world.ts';

const ROWS = 100_000;
const WARM = 3;
const RUNS = 3;
const TIMES = 40;
/** Above this, others use the processors too, and the figures are not worth much. */
const QUIET_LOAD = 0.7;

/**
 * S5: lists of 100,000 collaborations over HTTP, one request after the other: first pages by every filter, sort and
 * search, pages far down, and counts. Every fifth request follows a change. Prints every address; the figures are
 * medians of three runs.
 */
export async function lists(): Promise<Figure[]> {
  const stack = await startStack();
  const sql = connectPostgres(stack.databaseUrl, { name: 'bench', max: 2 });
  try {
    const world = await makeBenchWorld(sql);
    await makeBenchRows(sql, world, ROWS);
    const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
    const member = await signIn(stack.url, emailOf('member'), PASSWORD);
    const loadedMs = await ask(api, '/api/collaborations');
    await untilQuiet();
    const figures: Figure[] = [
      { id: 'S5', what: 'first list after the start', value: loadedMs, unit: 'ms' },
    ];
    for (const kind of askedFor(world)) figures.push(...(await measured(sql, [api, member], kind)));
    return figures;
  } finally {
    await sql.end();
    await stack.stop();
  }
}

/** What made the rows leaves work behind, as checkpoints; waits a minute at most and says where it is not over. */
async function untilQuiet(): Promise<void> {
  for (let waited = 0; waited < 60 && (loadavg()[0] ?? 0) > QUIET_LOAD; waited += 1)
    await sleep(1_000);
  const load = loadavg()[0] ?? 0;
  console.log(
    `  load ${load.toFixed(2)}${load > QUIET_LOAD ? ': NOT QUIET, expect too much' : ''}`,
  );
}

async function measured(
  sql: Sql,
  apis: readonly [Api, Api],
  { what, paths, atMostMs }: AskedFor,
): Promise<Figure[]> {
  const firsts: number[] = [];
  const typical: number[] = [];
  const slow: number[] = [];
  for (const path of paths) {
    firsts.push(await ask(apis[0], path));
    const { p50, p95 } = await ofPath(sql, apis, path);
    const isWithin = p95 <= atMostMs ? 'within' : 'OVER';
    console.log(
      `  ${what}: ${path.slice(0, 90)}: p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms, ${isWithin}`,
    );
    typical.push(p50);
    slow.push(p95);
  }
  const figure = { id: 'S5', unit: 'ms' } as const;
  const within = slow.filter((p95) => p95 <= atMostMs).length;
  return [
    { ...figure, what: `${what}: p50 of the middle one`, value: median(typical) },
    {
      ...figure,
      what: `${what}: p95 of the slowest`,
      value: Math.max(...slow),
      target: { atMost: atMostMs },
    },
    { ...figure, what: `${what}: asked for the first time, p95`, value: quantile(firsts, 0.95) },
    {
      id: 'S5',
      unit: '',
      what: `${what}: within, of ${paths.length}`,
      value: within,
      target: { atLeast: paths.length },
    },
  ];
}

/** Medians over the runs of one address. */
async function ofPath(
  sql: Sql,
  [api, member]: readonly [Api, Api],
  path: string,
): Promise<{ readonly p50: number; readonly p95: number }> {
  for (let turn = 0; turn < WARM; turn += 1) await ask(api, path);
  const runs: number[][] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const times: number[] = [];
    for (let turn = 0; turn < TIMES; turn += 1) {
      if (turn % 5 === 0) await changeOne(sql);
      // A member may ask for no campaign that does not invite them.
      const isMembers = turn % 4 === 3 && !path.includes('campaign=');
      times.push(await ask(isMembers ? member : api, path));
    }
    runs.push(times);
  }
  return {
    p50: median(runs.map((times) => quantile(times, 0.5))),
    p95: median(runs.map((times) => quantile(times, 0.95))),
  };
}

/** Milliseconds until the whole answer is there. */
async function ask(api: Api, path: string): Promise<number> {
  const began = performance.now();
  const answer = await api.get(path);
  if (answer.status !== 200)
    throw new Error(`${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
  return performance.now() - began;
}

/** What a change leaves for the lists: a row that is newer, and its line in the feed. */
async function changeOne(sql: Sql): Promise<void> {
  await sql`
    with changed as (
      update collaborations set updated_at = now()
      where id = (select id from collaborations order by id offset floor(random() * 1000)::int limit 1)
      returning id, campaign_id)
    insert into changes (kind, entity_id, campaign_id, version) select 'collaboration', id, campaign_id, 3 from changed`;
}
