import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort, whyNotListen } from '../setup/ports.js';
import { runProgram, step } from '../setup/step.js';
import { StopWithLine } from '../setup/stop-with-line.js';
import { endOrphansIn } from './leftovers.js';
import { makeHome, reachableBinaries, reachableHome } from './postgres-home.js';
import { postgresUser } from './postgres-user.js';
import { answersTcp } from './health.js';

const major = '18';
const user = 'parley';
const database = 'parley';

/**
 * Makes the embedded Postgres of a data folder where it is missing and describes it as a part to
 * run. Port, password and place are kept in `DATA_DIR/postgres.json`. Safe to repeat.
 * @param {string} dataDir
 * @param {(text: string) => void} say
 * @param {Record<string, string>} [further] settings of the server, for data that may be lost
 */
export async function postgresPart(dataDir, say, further = {}) {
  const record = await readOrMakeRecord(dataDir, say);
  const ids = postgresUser(record.home);
  const binaries = reachableBinaries(ids, say);
  const run = { ...ids, cwd: record.home, env: plainEnv() };
  const cluster = join(record.home, major);
  if (!existsSync(join(cluster, 'PG_VERSION')))
    await step('Make the database', () => makeCluster(binaries, record, cluster, run));
  return {
    name: 'postgres',
    command: join(binaries, 'bin/postgres'),
    args: ['-D', cluster, '-p', String(record.port), ...settings(further)],
    ...run,
    stopSignal: 'SIGINT',
    beforeStart: () => clearStalePidFile(cluster),
    isHealthy: async () => isReady(cluster) && (await answersTcp(record.port)),
    url: `postgres://${user}:${record.password}@127.0.0.1:${record.port}/${database}`,
  };
}

async function readOrMakeRecord(dataDir, say) {
  const path = join(dataDir, 'postgres.json');
  const isKnown = existsSync(path);
  const record = isKnown ? JSON.parse(readFileSync(path, 'utf8')) : {};
  if (!isKnown) {
    const ids = postgresUser(join(dataDir, 'postgres'));
    record.home = reachableHome(dataDir, ids, say);
    record.password = randomBytes(24).toString('base64url');
    makeHome(record.home, ids, say);
  }
  if (!record.port || (await whyNotListen(record.port, '127.0.0.1')) !== undefined)
    record.port = await freePort();
  writeFileSync(`${path}.new`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return record;
}

/** Made beside its place and moved there when finished, so an interrupted start leaves no half. */
async function makeCluster(binaries, record, cluster, run) {
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const passwordFile = join(record.home, 'password');
  writeFileSync(passwordFile, record.password, { mode: 0o600 });
  if (run.uid !== undefined) chownSync(passwordFile, run.uid, run.gid);
  // Whatever the environment: without LANG it would become SQL_ASCII.
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${user}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const args = [`--pgdata=${fresh}`, ...text, '--locale=C', ...access, '--no-instructions'];
  await runProgram(join(binaries, 'bin/initdb'), args, { ...run, timeoutMs: 120_000 });
  rmSync(passwordFile);
  const made = spawnSync(join(binaries, 'bin/postgres'), ['--single', '-D', fresh, 'postgres'], {
    ...run,
    input: `CREATE DATABASE ${database}\n`,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new StopWithLine(`the database could not be made: ${made.stderr}`);
  renameSync(fresh, cluster);
}

function settings(further) {
  const given = {
    listen_addresses: '127.0.0.1',
    // Its sockets would lie in /tmp, where a crash leaves them and another user's may be.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '',
    log_checkpoints: 'off',
    ...further,
  };
  return Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Neither the caller's locale nor their PG… variables reach the embedded Postgres. */
function plainEnv() {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * After a crash the recorded process id may belong to another program by now, and Postgres would
 * refuse to start. Removed only when no process of the old server is left: the file also guards the
 * data against two servers at once.
 */
async function clearStalePidFile(cluster) {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  await endOrphansIn(cluster);
  if (!mayStillRun(pidFile)) rmSync(pidFile, { force: true });
}

function mayStillRun(pidFile) {
  // On Linux the processes themselves were looked for; elsewhere the name behind the id decides.
  if (process.platform === 'linux') return false;
  const [pid] = readFileSync(pidFile, 'utf8').split('\n');
  const asked = spawnSync('ps', ['-o', 'comm=', '-p', pid], { encoding: 'utf8' });
  return asked.stdout.includes('postgres');
}

/** The eighth line of `postmaster.pid` is the server's own word on its state, as pg_ctl reads it. */
function isReady(cluster) {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
