import { randomUUID } from 'node:crypto';
import { makeWorkspace } from '@parley/server/auth/set-up';
import { connect, type Sql } from '@parley/server/db/connect';
import { migrate } from '@parley/server/db/migrate';
import { snapshot } from '@parley/server/read/snapshot';
import { readReport } from '@parley/server/reports/read-report';
import { dropDatabase, makeDatabase } from '../harness/database.ts';
import { storesOfRun } from '../harness/stores.ts';
import { median, type Figure } from './figures.ts';
import { makeHistories } from './many-histories.ts';

const COLLABORATIONS = 100_000;
const ROUNDS = 5;

/** How long the overall report and a campaign's take over 100,000 collaborations with half a million events. */
export async function reports(): Promise<Figure[]> {
  const { databaseUrl } = storesOfRun();
  const name = `bench_${randomUUID().slice(0, 8)}`;
  const sql = connect(await makeDatabase(databaseUrl, name));
  try {
    await migrate(sql);
    await makeWorkspace(sql, {
      workspaceName: 'Bench',
      timeZone: 'Europe/Vienna',
      currency: 'EUR',
    });
    await makeHistories(sql, COLLABORATIONS);
    const campaigns = await sql<{ id: string }[]>`select id from campaigns limit ${ROUNDS + 1}`;
    const whole = await millisecondsOf(
      sql,
      campaigns.map(() => []),
    );
    const one = await millisecondsOf(
      sql,
      campaigns.map(({ id }) => [id]),
    );
    return [
      figure('overall report of 100,000, 500,000 events', whole, 1_500),
      figure('report of one campaign of 1,000', one, 200),
    ];
  } finally {
    await sql.end();
    await dropDatabase(databaseUrl, name);
  }
}

const figure = (what: string, value: number, atMost: number): Figure => ({
  id: 'reports',
  what,
  value,
  unit: 'ms',
  target: { atMost },
});

/** The median of all but the first, which warms the caches. */
async function millisecondsOf(sql: Sql, choices: readonly string[][]): Promise<number> {
  const owner = { role: 'owner', personId: null } as const;
  const took: number[] = [];
  for (const campaign of choices) {
    const before = performance.now();
    await snapshot(sql, (transaction) => readReport(transaction, owner, { campaign }));
    took.push(performance.now() - before);
  }
  return median(took.slice(1));
}
