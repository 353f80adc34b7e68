import { connectPostgres } from '@parley/workflows/projection/postgres';
import { signIn, type Api } from '../harness/api.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import { type Figure, median, quantile } from './figures.ts';
import { poolQueries } from './creators-queries.ts';
import { makeBenchRows } from './s5-rows.ts';
import { type BenchWorld, makeBenchWorld } from './s5-world.ts';

const CREATORS = 50_000;
const COLLABORATIONS = 100_000;
const WARM = 6;
const TIMES = 20;

/** The pool of 50,000 creators over HTTP: first pages by every filter, sort and search, counts, tags for all that match. */
export async function creators(): Promise<Figure[]> {
  const stack = await startStack();
  const sql = connectPostgres(stack.databaseUrl, { name: 'bench', max: 2 });
  try {
    const world = await makeBenchWorld(sql, CREATORS);
    await makeBenchRows(sql, world, COLLABORATIONS);
    await sql`vacuum analyze`;
    const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
    const figures: Figure[] = [];
    for (const { what, paths, atMostMs } of poolQueries(world)) {
      const slow = await inTurn(paths, (path) => ofPath(api, path));
      figures.push({
        ...{ id: 'pool', what: `${what}, p95 of the slowest`, value: Math.max(...slow) },
        ...{ unit: 'ms', target: { atMost: atMostMs } },
      });
    }
    return [...figures, await tagAll(api, world)];
  } finally {
    await sql.end();
    await stack.stop();
  }
}

async function inTurn<T, R>(all: readonly T[], of: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of all) done.push(await of(one));
  return done;
}

async function ofPath(api: Api, path: string): Promise<number> {
  for (let turn = 0; turn < WARM; turn += 1) await ask(api, path);
  const times: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) times.push(await ask(api, path));
  const p95 = quantile(times, 0.95);
  console.log(`  ${path.slice(0, 90)}: p50 ${median(times).toFixed(1)}, p95 ${p95.toFixed(1)} ms`);
  return p95;
}

async function ask(api: Api, path: string): Promise<number> {
  const began = performance.now();
  const { status, text } = await api.get(path);
  if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 200)}`);
  return performance.now() - began;
}

/** Gives a tag to everybody and takes another one away: the largest change that the pool can make. */
async function tagAll(api: Api, { tags }: BenchWorld): Promise<Figure> {
  const times: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const [add, remove] = turn % 2 === 0 ? [tags[0], tags[1]] : [tags[1], tags[0]];
    const began = performance.now();
    const { status, text } = await api.post('/api/creators/tags', {
      filter: {},
      add: [add],
      remove: [remove],
    });
    if (status !== 200) throw new Error(`${status} ${text.slice(0, 200)}`);
    times.push(performance.now() - began);
  }
  return {
    id: 'pool',
    what: 'tags of all 50,000',
    value: median(times),
    unit: 'ms',
    target: { atMost: 5_000 },
  };
}
