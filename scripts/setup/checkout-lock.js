import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '../parts/identity.js';
import { until } from '../parts/until.js';
import { root } from './root.js';

const longestMs = 30 * 60_000;

/**
 * Does `work` while no other start does it in this checkout (two copies may start at once). A lock
 * whose process is gone counts for nothing.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, work) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const file = join(root, '.cache', `${name}.lock`);
  if (!take(file)) {
    console.log(`· Waiting for another start of this checkout (${name}) …`);
    await until(() => take(file), longestMs);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function take(file) {
  if (isHeld(file)) return false;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, `${process.pid} ${identityOf(process.pid)}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function isHeld(file) {
  try {
    const [pid, identity] = readFileSync(file, 'utf8').split(' ');
    return identityOf(Number(pid)) === identity;
  } catch {
    return false;
  }
}
