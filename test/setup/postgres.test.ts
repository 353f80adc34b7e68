import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stateDir } from '../../scripts/parts/postgres-home.js';
import { bareEnv, isRunning, root, RunningScript } from './run-script.ts';

const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let started: RunningScript[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((script) => script.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function startPostgres(env: NodeJS.ProcessEnv = {}) {
  const args = [join(root, 'test/setup/run-parts.js'), dataDir, 'postgres:postgres'];
  const script = new RunningScript(process.execPath, args, bareEnv(env));
  started.push(script);
  const [, url = ''] = await script.says(/^url (.*)$/m);
  await script.says(/all run/);
  return { script, url };
}

async function ask<T extends object>(url: string, text: string): Promise<T | undefined> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql.unsafe<T[]>(text);
    return row;
  } finally {
    await sql.end();
  }
}

function cluster(): string {
  const record = readFileSync(join(dataDir, 'postgres.json'), 'utf8');
  const [, home = ''] = /"home":"([^"]+)"/.exec(record) ?? [];
  return join(home, '18');
}

function postmaster(): number {
  return Number(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]);
}

describe('the embedded Postgres', () => {
  test.each([{}, { LANG: 'xx_NOWHERE', LC_ALL: 'xx_NOWHERE', PGPORT: '1', TZ: 'Asia/Tokyo' }])(
    'is UTF8 and sorts alike whatever the environment: %o',
    async (env) => {
      const { url } = await startPostgres(env);
      const settings = await ask(
        url,
        `select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
           datlocprovider as provider, datlocale as locale, upper('é') as upper
         from pg_database where datname = current_database()`,
      );
      const wanted = {
        encoding: 'UTF8',
        zone: 'UTC',
        provider: 'b',
        locale: 'C.UTF-8',
        upper: 'É',
      };
      expect(settings).toEqual(wanted);
    },
  );

  test('listens on this machine only, with a password', async () => {
    const { url } = await startPostgres();
    const address = await ask(url, `select current_setting('listen_addresses') as address`);
    expect(address).toEqual({ address: '127.0.0.1' });
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o077).toBe(0);
  });

  test('keeps its data and address over a restart', async () => {
    const first = await startPostgres();
    await ask(first.url, 'create table kept as select 7 as value');
    await first.script.stop();
    const second = await startPostgres();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select value from kept')).toEqual({ value: 7 });
  });

  test('keeps its data when everything was killed and the old process id is another program now', async () => {
    const first = await startPostgres();
    await ask(first.url, 'create table kept as select 7 as value');
    const pid = postmaster();
    await first.script.stop('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const other = spawn('sleep', ['600']);
    const pidFile = join(cluster(), 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(other.pid)));
    const second = await startPostgres();
    expect(second.script.output).toMatch(/not stopped cleanly; its data is kept/);
    expect(await ask(second.url, 'select value from kept')).toEqual({ value: 7 });
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  test('left running by a killed supervisor is ended, and its data kept', async () => {
    const first = await startPostgres();
    await ask(first.url, 'create table kept as select 7 as value');
    const pid = postmaster();
    await first.script.stop('SIGKILL');
    expect(isRunning(pid)).toBe(true);
    const second = await startPostgres();
    expect(second.script.output).toMatch(/ending postgres, left over from a former run/);
    expect(isRunning(pid)).toBe(false);
    expect(await ask(second.url, 'select value from kept')).toEqual({ value: 7 });
  });

  test('runs as a user that is not root', async () => {
    await startPostgres();
    const owner = statSync(cluster()).uid;
    expect(owner).not.toBe(0);
    if (!isRoot) expect(owner).toBe(process.getuid?.());
  });

  test('keeps its data in the state directory where its user cannot reach the folder', async () => {
    chmodSync(folder, 0o700);
    const { script } = await startPostgres();
    const home = join(cluster(), '..');
    if (isRoot) {
      expect(script.output).toContain(`its data is kept in ${home}`);
      expect(home.startsWith(stateDir())).toBe(true);
      await script.stop();
      rmSync(home, { recursive: true });
    } else {
      expect(home).toBe(join(dataDir, 'postgres'));
    }
    expect(existsSync(join(dataDir, 'postgres.json'))).toBe(true);
  });
});
