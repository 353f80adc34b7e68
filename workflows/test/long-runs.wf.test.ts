import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeImportActivities } from '../src/import/make-import-activities.ts';
import { jsonText } from '../src/projection/postgres.ts';
import { makeValidationActivities } from '../src/worker/make-validation-activities.ts';
import { newId } from './env/caller.ts';
import { makeDatabase, type TestDatabase } from './env/database.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';

/** Events after which this server finds a history long: two or three chunks. */
const LONG_AFTER = 12;
const CREATORS = 4_200;
const ROWS = 4_000;
/** Slower than a short chunk, so that there are moments without any. */
const SIGNALS_EVERY_MS = 700;
const LIMIT_MS = 60_000;

let env: TemporalEnv;
let database: TestDatabase;
const personId = newId();

beforeAll(async () => {
  [env, database] = await Promise.all([startTemporalEnv({ longAfter: LONG_AFTER }), filled()]);
});
afterAll(async () => {
  await env.stop();
  await database.drop();
});

/** Every outcome that a row of a run or of an import is given leaves a line in `given`. */
async function filled(): Promise<TestDatabase> {
  const made = await makeDatabase();
  await made.sql.unsafe(`
    insert into workspace (name, feed_epoch) values ('Test', 'e');
    insert into people (id, name, email, role) values ('${personId}', 'Ada', 'ada@example.com', 'owner');
    create table given (of uuid, what int);
    create function note_outcome() returns trigger language plpgsql as $$
    begin
      if tg_table_name = 'import_rows' then insert into given values (new.import_id, new.row);
      else insert into given values (new.run_id, new.position); end if;
      return null;
    end $$;
    create trigger given after update of outcome on import_rows for each row execute function note_outcome();
    create trigger given after update of outcome on validation_items for each row execute function note_outcome()`);
  return made;
}

interface Given {
  readonly times: number;
  readonly rows: number;
}
async function givenOutcomes(id: string): Promise<Given> {
  const rows = await database.sql<Given[]>`
    select count(*)::int as times, count(distinct what)::int as rows from given where of = ${id}`;
  return rows[0] ?? { times: 0, rows: 0 };
}

/** Runs a workflow to its end, sending it signals all the while; the number of its runs. */
async function led(type: string, id: string, input: object, signals: readonly string[]) {
  const args: [object] = [input];
  const workflowId = `${type}/${id}`;
  const first = await env.client.workflow.start(type, {
    ...{ workflowId, taskQueue: env.taskQueue, args },
  });
  const handle = env.client.workflow.getHandle(workflowId);
  let isOver = false;
  const ended = handle.result().finally(() => (isOver = true));
  while (!isOver) {
    for (const signal of signals) await handle.signal(signal).catch(() => undefined);
    await pause(SIGNALS_EVERY_MS);
  }
  await ended;
  return await runsFrom(workflowId, first.firstExecutionRunId);
}

async function runsFrom(workflowId: string, firstRunId: string): Promise<number> {
  let runs = 0;
  for (let runId: string | null | undefined = firstRunId; runId; runs += 1) {
    const { events } = await env.client.workflow.getHandle(workflowId, runId).fetchHistory();
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

test(
  'a validation of thousands continues as new, and judges every creator once',
  async () => {
    const { sql } = database;
    const [validatorId, runId] = [newId(), newId()];
    await sql`
    insert into creators (id, name, bio)
    select gen_random_uuid(), 'Creator ' || n, 'Hiking' from generate_series(1, ${CREATORS}) n`;
    await sql`insert into validators (id, name, criteria) values (${validatorId}, 'Hikers', 'Hiking')`;
    await sql`
    insert into validation_runs (id, validator_id, validator_version, criteria, total, actor_kind)
    values (${runId}, ${validatorId}, 1, 'Hiking', ${CREATORS}, 'system')`;
    await sql`
    insert into validation_items (run_id, position, creator_id)
    select ${runId}, row_number() over (order by id), id from creators where bio = 'Hiking'`;
    const worker = await env.startWorker(makeValidationActivities({ sql, model: null }));

    // Signals that come all the time also meet the moment at which it continues as new.
    const runs = await led('validation', runId, { runId }, ['resume']);
    await worker.stop();

    expect(runs).toBeGreaterThan(2);
    expect(await givenOutcomes(runId)).toEqual({ times: CREATORS, rows: CREATORS });
    const [stored] = await sql`
    select count(*)::int as n, min(score)::int as least from validations where run_id = ${runId}`;
    expect(stored).toEqual({ n: CREATORS, least: 3 });
    const [run] = await sql`select state from validation_runs where id = ${runId}`;
    expect(run).toEqual({ state: 'completed' });
  },
  LIMIT_MS,
);

test(
  'a long import continues as new, and brings every row in once',
  async () => {
    const { sql } = database;
    const importId = newId();
    const mapping = ['name', 'handles.1.platform', 'handles.1.handle'];
    await sql`
    insert into imports (id, kind, name, state, encoding, delimiter, headers, mapping, total, account_kind, account_id, person_id)
    values (${importId}, 'creators', 'long.csv', 'running', 'UTF-8', ',', '[]', ${jsonText(mapping)}::text::jsonb, ${ROWS},
      'member', ${personId}, ${personId})`;
    await sql`
    insert into import_rows (import_id, row, line, cells)
    select ${importId}, n, n + 1, jsonb_build_array('Imported ' || n, 'Instagram', 'imported.' || n)
    from generate_series(1, ${ROWS}) n`;
    const log = pino({ level: 'silent' });
    const { client } = env;
    const worker = await env.startWorker(makeImportActivities({ sql, log, temporal: client }));

    const runs = await led('import', importId, { importId }, ['changed']);
    await worker.stop();

    expect(runs).toBeGreaterThan(2);
    expect(await givenOutcomes(importId)).toEqual({ times: ROWS, rows: ROWS });
    const [done] =
      await sql`select state, created, refused, skipped from imports where id = ${importId}`;
    expect(done).toEqual({ state: 'completed', created: ROWS, refused: 0, skipped: 0 });
    const [creators] =
      await sql`select count(*)::int as n from creators where name like 'Imported %'`;
    expect(creators).toEqual({ n: ROWS });
  },
  LIMIT_MS,
);
