import { readdir, readFile } from 'node:fs/promises';
import type { Queries, Sql } from './connect.ts';
import { requirePostgres, UnfitDatabase } from './require-postgres.ts';

const FOLDER = new URL('../migrations/', import.meta.url);
const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;
/** Key of the advisory lock under which one process at a time brings the database up to date. */
const LOCK = 7_275_390;

/**
 * Runs the numbered files of migrations/ that this database has not seen, in order, each in a transaction of its
 * own. Answers the names that ran. Safe to repeat and to run from several processes at once; a file is never
 * changed after a release.
 */
export async function migrate(sql: Sql): Promise<string[]> {
  const connection = await sql.reserve();
  try {
    await requirePostgres(connection);
    await connection`select pg_advisory_lock(${LOCK})`;
    try {
      return await runMissing(connection);
    } finally {
      await connection`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    connection.release();
  }
}

async function runMissing(sql: Queries): Promise<string[]> {
  await sql`create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())`;
  const ran = new Set(
    (await sql<{ name: string }[]>`select name from migrations`).map((row) => row.name),
  );
  const files = (await readdir(FOLDER)).filter((name) => NAME.test(name)).sort();
  const newer = [...ran].filter((name) => !files.includes(name));
  if (newer.length > 0)
    throw new UnfitDatabase(
      `DATABASE_URL: a newer Parley made this database (${newer.join(', ')})`,
    );
  const missing = files.filter((name) => !ran.has(name));
  for (const name of missing) await runFile(sql, name);
  return missing;
}

async function runFile(sql: Queries, name: string): Promise<void> {
  const text = await readFile(new URL(name, FOLDER), 'utf8');
  await sql`begin`;
  try {
    await sql.unsafe(text);
    await sql`insert into migrations (name) values (${name})`;
    await sql`commit`;
  } catch (error) {
    await sql`rollback`;
    throw new Error(`The migration ${name} failed`, { cause: error });
  }
}
