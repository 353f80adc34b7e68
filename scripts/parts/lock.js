import { StopWithLine } from '../setup/stop-with-line.js';
import { endLeftovers } from './leftovers.js';
import { readRunFiles, removeRunFile, writeRunFile } from './run-files.js';

const lockName = 'supervisor';

/**
 * Makes sure that no other Parley works on this data folder, and ends what a killed one left there.
 * Safe to repeat. Throws StopWithLine while another one runs.
 * @param {string} dataDir
 * @param {(text: string) => void} say
 */
export async function clearStaleRun(dataDir, say) {
  const lock = readRunFiles(dataDir).find(({ name }) => name === lockName);
  if (lock?.isAlive && lock.pid !== process.pid)
    throw new StopWithLine(
      `DATA_DIR: ${dataDir} is in use by a running Parley (process ${lock.pid}); accepted: ` +
        'a data folder of its own for each copy, or stop that one first',
    );
  if (lock && !lock.isAlive) {
    say('the last run of this data folder was not stopped cleanly; its data is kept');
    removeRunFile(dataDir, lockName);
  }
  await endLeftovers(dataDir, say);
}

/** Takes the data folder for this process. Throws StopWithLine when another one was faster. */
export async function takeLock(dataDir, say) {
  await clearStaleRun(dataDir, say);
  try {
    writeRunFile(dataDir, lockName, process.pid, 'wx');
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    throw new StopWithLine(`DATA_DIR: another Parley is just starting on ${dataDir}`);
  }
}

export function releaseLock(dataDir) {
  removeRunFile(dataDir, lockName);
}
