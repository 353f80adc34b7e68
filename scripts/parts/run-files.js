import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './identity.js';

/**
 * `DATA_DIR/run`: one file per running process of this data folder, so that a later start finds what
 * a killed one left behind. A file alone proves nothing: ids are reused, identities are not.
 */
export function runDir(dataDir) {
  const dir = join(dataDir, 'run');
  mkdirSync(dir, { recursive: true });
  return dir;
}

export function writeRunFile(dataDir, name, pid, flag = 'w') {
  const record = JSON.stringify({ pid, identity: identityOf(pid) });
  writeFileSync(join(runDir(dataDir), `${name}.json`), record, { flag });
}

export function removeRunFile(dataDir, name) {
  rmSync(join(dataDir, 'run', `${name}.json`), { force: true });
}

/** The processes recorded there, each with whether it is still the one that was recorded. */
export function readRunFiles(dataDir) {
  return readdirSync(runDir(dataDir))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: file.slice(0, -'.json'.length), ...read(join(dataDir, 'run', file)) }));
}

function read(path) {
  try {
    const { pid, identity } = JSON.parse(readFileSync(path, 'utf8'));
    return { pid, isAlive: identity !== undefined && identityOf(pid) === identity };
  } catch {
    return { pid: 0, isAlive: false };
  }
}
