import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { connectPostgres, type Sql } from '../../src/projection/postgres.ts';

const MIGRATIONS = new URL('../../../server/src/migrations/', import.meta.url);

export interface TestDatabase {
  readonly sql: Sql;
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own on the Postgres of TEST_DATABASE_URL, with the product's tables. */
export async function makeDatabase(): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given) throw new Error('TEST_DATABASE_URL is not set: these tests need a Postgres');
  const name = `parley_${randomUUID().replaceAll('-', '')}`;
  const admin = connectPostgres(given, { max: 1, name: 'test' });
  await admin`create database ${admin(name)}`;
  const address = new URL(given);
  address.pathname = `/${name}`;
  const sql = connectPostgres(address.href, { max: 4, name: 'test' });
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).sort();
  for (const file of files) await sql.unsafe(await readFile(new URL(file, MIGRATIONS), 'utf8'));
  return {
    sql,
    url: address.href,
    async drop() {
      await sql.end({ timeout: 1 });
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}

export interface Place {
  readonly campaignId: string;
  readonly creatorId: string;
}

/** A workspace with one Live campaign and one creator. */
export async function fillDatabase(sql: Sql, newId: () => string): Promise<Place> {
  const place = { campaignId: newId(), creatorId: newId() };
  await sql`insert into workspace (name, feed_epoch, working_days) values ('Test', 'e', ${[1, 2, 3, 4, 5, 6, 7]})`;
  await sql`update workspace set working_hours = '{"from": "00:00", "to": "00:00"}'`;
  await sql`insert into campaigns (id, name, status) values (${place.campaignId}, 'Spring', 'Live')`;
  await sql`insert into creators (id, name) values (${place.creatorId}, 'Ada')`;
  return place;
}
