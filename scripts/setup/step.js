import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { StopWithLine } from './stop-with-line.js';

const heartbeatMs = 10_000;
const keptLines = 60;

/** Seconds since `from` (ms), as people read them: `0.4 s`, `2 min 5 s`. */
export function since(from) {
  const seconds = (Date.now() - from) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does one named step of the set-up: says that it begins, every 10 s that it is still at it (with
 * what it last said), and how long it took.
 * @template T
 * @param {string} title
 * @param {(say: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const from = Date.now();
  let last = '';
  console.log(`· ${title} …`);
  const timer = setInterval(
    () => console.log(`  ${title}: ${since(from)}${last ? `, ${last}` : ''}`),
    heartbeatMs,
  );
  try {
    const result = await work((text) => (last = text));
    console.log(`✓ ${title} (${since(from)})`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${since(from)})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs a program for a step to its end; its last line is the step's progress, its last lines are
 * shown when it fails. Throws StopWithLine on a failure or after `timeoutMs`.
 * @param {string} command
 * @param {string[]} args
 * @param {{say?: (text: string) => void, timeoutMs: number} & import('node:child_process').SpawnOptions} options
 */
export function runProgram(command, args, { say, timeoutMs, ...options }) {
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  const keep = (chunk) => {
    for (const line of String(chunk).split(/[\r\n]+/)) {
      if (!line.trim()) continue;
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      say?.(line.trim().slice(0, 100));
    }
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return waitFor(child, `${basename(command)} ${args[0] ?? ''}`, lines, timeoutMs);
}

function waitFor(child, what, lines, timeoutMs) {
  return new Promise((resolve, reject) => {
    let ended = '';
    const end = (why) => {
      ended = why;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => end(`took longer than ${timeoutMs / 1000} s`), timeoutMs);
    const onExit = () => end('was interrupted');
    process.once('exit', onExit);
    const fail = (why) =>
      reject(new StopWithLine(`${what} ${why}${lines.length ? `:\n${lines.join('\n')}` : ''}`));
    child.on('error', (error) => fail(`could not be run (${error.message})`));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.removeListener('exit', onExit);
      if (code === 0) resolve(lines);
      else fail(ended || `ended with ${signal ?? `code ${code}`}`);
    });
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
