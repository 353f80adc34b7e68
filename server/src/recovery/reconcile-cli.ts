import { parseArgs } from 'node:util';
import pino from 'pino';
import { uuid } from '@parley/domain/scalars';
import { connect } from '../db/connect.ts';
import { temporalClient } from '../temporal-client.ts';
import type { PathDeps } from '@parley/workflows/commands/path';
import { clearAlarms } from '@parley/workflows/commands/alarm';
import { reconcile } from './reconcile.ts';
import { restartFromRow } from '@parley/workflows/commands/restart';
import { sweep } from './sweeper.ts';

/*
 * For operators: compares every row with its workflow and repairs; with `--restart <id>` starts one collaboration's
 * workflow again from its row, whatever it holds. DATABASE_URL and TEMPORAL_* say where, as for the server.
 */
const { values } = parseArgs({ options: { restart: { type: 'string' } } });
const databaseUrl = process.env['DATABASE_URL'];
if (!databaseUrl) {
  console.error(
    'DATABASE_URL: is not set; accepted is a Postgres address, as postgres://user:password@host:5432/name',
  );
  process.exit(1);
}
const restart = values.restart === undefined ? null : uuid.safeParse(values.restart);
if (restart && !restart.success) {
  console.error('--restart: must be the id of a collaboration');
  process.exit(1);
}

const deps: PathDeps = {
  sql: connect(databaseUrl),
  temporal: temporalClient(),
  log: pino({ name: 'reconcile', level: 'warn' }, pino.destination(2)),
};
try {
  if (restart) await restartOne(restart.data);
  else console.log(inWords(await reconcile(deps, null)));
} finally {
  await deps.sql.end({ timeout: 1 });
  await deps.temporal.connection.close();
}

async function restartOne(id: string): Promise<void> {
  await restartFromRow(deps, id);
  await clearAlarms(deps.sql, id);
  console.log(`${id}: workflow restarted`);
  await sweep(deps);
}

function inWords(tally: Awaited<ReturnType<typeof reconcile>>): string {
  if (tally === null) return 'Another process is reconciling right now.';
  const counts = Object.entries(tally).map(([what, count]) => `${what}: ${count}`);
  return counts.length === 0 ? 'There are no collaborations.' : counts.join('\n');
}
