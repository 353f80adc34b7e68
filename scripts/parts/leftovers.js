import { readdirSync, readlinkSync } from 'node:fs';
import { until } from './until.js';
import { identityOf } from './identity.js';
import { readRunFiles, removeRunFile } from './run-files.js';

const graceMs = 5000;

/**
 * Ends the parts that a killed supervisor left running on this data folder: asked first, forced
 * after 5 s. Touches nothing whose identity differs from the recorded one.
 */
export async function endLeftovers(dataDir, say) {
  const found = readRunFiles(dataDir).filter(({ name }) => name !== 'supervisor');
  await Promise.all(found.filter(({ isAlive }) => isAlive).map((part) => end(part, say)));
  for (const { name } of found) removeRunFile(dataDir, name);
}

async function end({ name, pid }, say) {
  say(`ending ${name}, left over from a former run (process ${pid})`);
  // Postgres takes SIGINT as "end all sessions and stop"; SIGTERM would wait for them.
  signalGroup(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const isGone = () => identityOf(pid) === undefined;
  if (await until(isGone, graceMs)) return;
  signalGroup(pid, 'SIGKILL');
  await until(isGone, graceMs);
}

/** Signals a part's whole process group; nothing happens where it is gone. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Ends Postgres processes that outlived their postmaster in this database folder (each works in it).
 * Linux only: elsewhere they end themselves when they notice.
 */
export async function endOrphansIn(databaseDir) {
  if (process.platform !== 'linux') return;
  const isGone = () => processesIn(databaseDir).length === 0;
  if (await until(isGone, graceMs)) return;
  for (const pid of processesIn(databaseDir)) process.kill(pid, 'SIGKILL');
  await until(isGone, graceMs);
}

function processesIn(folder) {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
