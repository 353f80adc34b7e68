import { connectPostgres, type Sql } from '@parley/workflows/projection/postgres';
import { signIn, type Api } from '../harness/api.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import { type Figure, quantile } from './figures.ts';
import { type AskedFor, askedFor } from './s5-queries.ts';
import { makeBenchRows } from './s5-rows.ts';
import { makeBenchWorld } from './s5-world.ts';

const ROWS = 100_000;
const TIMES = 40;

/**
 * S5: lists of 100,000 collaborations over HTTP, one request after the other: first pages by every filter, sort and
 * search, pages far down, and counts. Every fifth request follows a change. Prints the slowest of each kind.
 */
export async function lists(): Promise<Figure[]> {
  const stack = await startStack();
  const sql = connectPostgres(stack.databaseUrl, { name: 'bench', max: 2 });
  try {
    const world = await makeBenchWorld(sql);
    await makeBenchRows(sql, world, ROWS);
    const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
    const member = await signIn(stack.url, emailOf('member'), PASSWORD);
    const first = performance.now();
    await ask(api, '/api/collaborations');
    const loadedMs = performance.now() - first;
    const figures: Figure[] = [
      { id: 'S5', what: 'first list after the start', value: loadedMs, unit: 'ms' },
    ];
    for (const kind of askedFor(world)) figures.push(await measured(sql, [api, member], kind));
    return figures;
  } finally {
    await sql.end();
    await stack.stop();
  }
}

async function measured(
  sql: Sql,
  [api, member]: readonly [Api, Api],
  { what, paths, atMostMs }: AskedFor,
): Promise<Figure> {
  const worst = { path: '', p95: 0 };
  for (const path of paths) {
    const times: number[] = [];
    await ask(api, path);
    for (let turn = 0; turn < TIMES; turn += 1) {
      if (turn % 5 === 0) await changeOne(sql);
      // A member may ask for no campaign that does not invite them.
      const isMembers = turn % 4 === 3 && !path.includes('campaign=');
      times.push(await ask(isMembers ? member : api, path));
    }
    const p95 = quantile(times, 0.95);
    console.log(
      `  ${what}: ${path.slice(0, 90)}: ${quantile(times, 0.5).toFixed(1)} / ${p95.toFixed(1)} ms`,
    );
    if (p95 > worst.p95) Object.assign(worst, { path, p95 });
  }
  const value = worst.p95;
  return {
    id: 'S5',
    what: `${what}, slowest p95`,
    value,
    unit: 'ms',
    target: { atMost: atMostMs },
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
