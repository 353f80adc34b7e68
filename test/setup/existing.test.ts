import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchAttributes } from '../../scripts/parts/temporal.js';
import { checkPostgres } from '../../scripts/setup/existing-postgres.js';
import { checkTemporal } from '../../scripts/setup/existing-temporal.js';
import { freePort } from '../../scripts/setup/ports.js';
import { ALL_ATTRIBUTES } from '@parley/workflows/shown-attributes';
import { bareEnv, root, RunningScript } from './run-script.ts';

const databaseUrl = process.env['TEST_DATABASE_URL'] ?? '';
const temporalAddress = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';

describe('an existing Postgres', () => {
  const name = `ascii_${process.pid}`;
  const sql = postgres(databaseUrl, { max: 1 });

  beforeAll(async () => {
    await sql.unsafe(
      `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
    );
  });

  afterAll(async () => {
    await sql.unsafe(`drop database ${name}`);
    await sql.end();
  });

  test('of today in UTF8 is fine', async () => {
    await expect(checkPostgres(databaseUrl)).resolves.toBeUndefined();
  });

  test('in another encoding is refused by name', async () => {
    const other = new URL(databaseUrl);
    other.pathname = `/${name}`;
    await expect(checkPostgres(other.href)).rejects.toThrow(
      /^DATABASE_URL: .*SQL_ASCII; accepted is UTF8$/,
    );
  });

  test('that is not there, or lets nobody in, stops with one line and no password', async () => {
    const nowhere = `postgres://me:hush@127.0.0.1:${await freePort()}/x`;
    await expect(checkPostgres(nowhere)).rejects.toThrow(
      /^DATABASE_URL: cannot be connected to \(.*; accepted: a Postgres of 15/,
    );
    const stranger = databaseUrl.replace(/:[^:@]+@/, ':hush@');
    const refused = checkPostgres(stranger).catch(String);
    expect(await refused).toMatch(/^Error: DATABASE_URL: .*password authentication failed/);
    expect(await refused).not.toContain('hush');
  });
});

describe('an existing Temporal', () => {
  test('is used, and knows the search attributes afterwards', async () => {
    process.env['TEMPORAL_ADDRESS'] = temporalAddress;
    await expect(checkTemporal({ temporalAddress })).resolves.toBeUndefined();
    delete process.env['TEMPORAL_ADDRESS'];
  });

  test('that is not there stops the start with one line', { timeout: 60_000 }, async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const where of [`127.0.0.1:${await freePort()}`, `127.0.0.1:${port}`]) {
      process.env['TEMPORAL_ADDRESS'] = where;
      const failure = await checkTemporal({ temporalAddress: where }).catch(String);
      delete process.env['TEMPORAL_ADDRESS'];
      expect(failure).toMatch(
        new RegExp(`^Error: TEMPORAL_ADDRESS: "${where}" cannot be used \\(.*accepted: host:port`),
      );
      expect(failure).not.toContain('\n');
    }
    silent.close();
  });

  test('and the embedded one know the same search attributes', () => {
    const wanted = Object.fromEntries(
      ALL_ATTRIBUTES.map(({ name, type }) => [name, type === 'KEYWORD' ? 'Keyword' : 'Datetime']),
    );
    expect(searchAttributes).toEqual(wanted);
  });
});

test(
  'the product runs on an existing Postgres and Temporal alone',
  { timeout: 120_000 },
  async () => {
    const sql = postgres(databaseUrl, { max: 1 });
    const name = `existing_${process.pid}`;
    await sql.unsafe(`create database ${name}`);
    const own = new URL(databaseUrl);
    own.pathname = `/${name}`;
    const port = await freePort();
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-existing-'));
    const script = new RunningScript(
      process.execPath,
      [`${root}/scripts/start.js`],
      bareEnv({
        PORT: String(port),
        DATABASE_URL: own.href,
        TEMPORAL_ADDRESS: temporalAddress,
        AUTH_SECRET: 'a secret of more than 32 characters',
        DATA_DIR: dataDir,
      }),
    );
    try {
      await script.says(/Parley is ready/);
      expect(script.output).not.toMatch(/^(postgres|temporal) +\|/m);
      expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
      expect(await script.stop()).toBe(0);
    } finally {
      await script.stop();
      rmSync(dataDir, { recursive: true });
      await sql.unsafe(`drop database ${name} with (force)`);
      await sql.end();
    }
  },
);
