import type { Queries } from '@parley/workflows/projection/postgres';
import { Hono } from 'hono';
import pino from 'pino';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Caller } from '../../src/auth/caller.ts';
import { onError } from '../../src/http/on-error.ts';
import type { ServerEnv } from '../../src/http/request-context.ts';
import { once } from '../../src/routes/once.ts';
import { addReader, makeWorld, type World } from '../read/world.ts';

let world: World;
let caller: Caller;
let asked: Hono<ServerEnv>;
/** What the change does; its attempts are counted. */
let change: (sql: Queries, attempt: number) => Promise<void>;
let attempts = 0;
const others: Promise<unknown>[] = [];

beforeAll(async () => {
  world = await makeWorld();
  const { personId } = await addReader(world, 'member');
  caller = {
    ...{ kind: 'member', accountId: personId, personId, name: 'M', role: 'member' },
    ...{ email: 'm@example.com', sessionId: null },
  };
  await world.sql`create table rows (id int primary key, changed int not null default 0)`;
  await world.sql`insert into rows (id) values (1), (2)`;
  asked = new Hono<ServerEnv>().onError(onError).use(async (c, next) => {
    c.set('log', pino({ level: 'silent' }));
    await next();
  });
  asked.post('/rows', (c) =>
    once(world.sql, { c, caller, body: undefined }, async (sql) => {
      await sql`set local deadlock_timeout = '20ms'`;
      await change(sql, (attempts += 1));
      return { status: 200, body: { changed: 1 } };
    }),
  );
});
afterAll(async () => {
  await Promise.all(others);
  await world.close();
});

const lock = async (sql: Queries, id: number) => {
  await sql`update rows set changed = changed + 1 where id = ${id}`;
};
const both = async (sql: Queries) => {
  await lock(sql, 1);
  await lock(sql, 2);
};
const send = (key: string) =>
  asked.request('/rows', { method: 'POST', headers: { 'idempotency-key': key } });

/** Meets a transaction that holds row 2 and waits for row 1: Postgres takes this one back. */
async function deadlocked(sql: Queries): Promise<void> {
  await lock(sql, 1);
  const other = postgres(world.url, { max: 1 });
  const holding = Promise.withResolvers<number>();
  const theirs = other.begin(async (their) => {
    // Whoever looks for a deadlock first is taken back: not this one.
    await their`set local deadlock_timeout = '1h'`;
    await lock(their, 2);
    const [row] = await their<{ pid: number }[]>`select pg_backend_pid() as pid`;
    holding.resolve(row?.pid ?? 0);
    await lock(their, 1);
  });
  others.push(theirs.finally(() => other.end()));
  const pid = await holding.promise;
  await vi.waitFor(async () => {
    expect(await world.sql`select 1 from pg_locks where pid = ${pid} and not granted`).toHaveLength(
      1,
    );
  });
  await lock(sql, 2);
}

it('runs a change again that Postgres took back for another, and keeps its one answer', async () => {
  attempts = 0;
  change = (sql, attempt) => (attempt === 1 ? deadlocked(sql) : both(sql));
  const answer = await send('again');
  expect([answer.status, await answer.json(), attempts]).toEqual([200, { changed: 1 }, 2]);
  expect((await send('again')).status).toBe(200);
  expect(attempts).toBe(2);
  await Promise.all(others);
  // Once by this change, once by the other.
  expect(await world.sql`select id, changed from rows order by id`).toEqual([
    { id: 1, changed: 2 },
    { id: 2, changed: 2 },
  ]);
});

it('says 503 and when to ask again where that goes on; the same key then has its effect', async () => {
  attempts = 0;
  change = deadlocked;
  const answer = await send('for ever');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await answer.json()).toMatchObject({ code: 'UNAVAILABLE' });
  expect(attempts).toBeGreaterThan(2);
  change = both;
  expect((await send('for ever')).status).toBe(200);
});
