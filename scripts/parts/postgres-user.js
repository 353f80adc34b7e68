import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StopWithLine } from '../setup/stop-with-line.js';

const ownName = 'parley-postgres';
// Where no user can be made: those that systems with Postgres have, then one without rights.
const names = [ownName, 'postgres', '_postgres', 'nobody'];

/**
 * The user Postgres runs as: undefined for this process's own (an ordinary user), and as root, which
 * Postgres refuses, the owner of an existing home, or a user made for it.
 * @param {string} home Postgres's folder, which need not exist yet
 * @returns {{uid: number, gid: number} | undefined}
 */
export function postgresUser(home) {
  if (process.getuid() !== 0) return undefined;
  const owner = statSync(home, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  if (idOf(ownName) === undefined) makeUser();
  for (const name of names) {
    const ids = idOf(name);
    if (ids && ids.uid !== 0) return ids;
  }
  throw new StopWithLine(
    `Postgres does not run as root, and no user could be made for it; make one: useradd --system ${ownName}`,
  );
}

function idOf(name) {
  const ask = (flag) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const [uid, gid] = [ask('-u'), ask('-g')];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function makeUser() {
  const nowhere = [
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  spawnSync('useradd', ['--system', '--user-group', ...nowhere, ownName], { stdio: 'ignore' });
}

/** Whether the user may enter the folder and write in it. */
export function mayWrite(user, folder) {
  const check = ['-c', 'cd "$0" && test -w .', folder];
  return spawnSync('/bin/sh', check, { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether the user can run the program where it lies. */
export function mayRun(user, program) {
  const options = { ...user, cwd: '/', stdio: 'ignore' };
  return spawnSync(program, ['--version'], options).status === 0;
}
