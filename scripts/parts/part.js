import { spawn } from 'node:child_process';
import { StopWithLine } from '../setup/stop-with-line.js';
import { signalGroup } from './leftovers.js';
import { createLogReader } from './log-lines.js';
import { removeRunFile, writeRunFile } from './run-files.js';
import { until } from './until.js';

const firstDelayMs = 500;
const longestDelayMs = 30_000;
const steadyAfterMs = 60_000;
const startTries = 4;
const defaultStartMs = 90_000;

/**
 * @typedef {object} PartDescription
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 * @property {NodeJS.Signals} stopSignal what it takes as "end cleanly"
 * @property {() => Promise<boolean>} isHealthy
 * @property {() => unknown} [beforeStart]
 * @property {() => unknown} [afterStop]
 * @property {(line: string) => void} [onLine]
 * @property {number} [startMs] how long it may take to become healthy
 */

/** One running part: started in a process group of its own, and started again when it dies. */
export class Part {
  #description;
  #dataDir;
  #write;
  #say;
  #isQuiet;
  #child;
  #exited = Promise.resolve();
  #stopping = new AbortController();
  #delayMs = firstDelayMs;

  /**
   * @param {PartDescription} description
   * @param {{dataDir: string, write: (line: string) => void, say: (text: string) => void,
   *   isQuiet?: boolean}} context `isQuiet`: nobody saw its lines, so a failure repeats the last ones
   */
  constructor(description, { dataDir, write, say, isQuiet = false }) {
    this.#isQuiet = isQuiet;
    this.#description = description;
    this.#dataDir = dataDir;
    this.#write = write;
    this.#say = say;
  }

  get name() {
    return this.#description.name;
  }

  /** Starts it and waits until it is healthy; a few tries. Throws StopWithLine with its last lines. */
  async start() {
    for (let tried = 1; ; tried++) {
      const failure = await this.#startOnce();
      if (failure === undefined || this.#stopping.signal.aborted) break;
      if (tried === startTries) throw new StopWithLine(`${this.name} did not start: ${failure}`);
      this.#say(`${this.name} did not start, trying again`);
    }
    void this.#watch();
  }

  /** Ends it cleanly, by force after `graceMs`; also one that is being started again. */
  async stop(graceMs) {
    this.#stopping.abort();
    await this.#end(graceMs);
    await this.#description.afterStop?.();
    removeRunFile(this.#dataDir, this.name);
  }

  /** Ends it cleanly so that it is started again at once, as after a change of its sources. */
  async renew(graceMs) {
    this.#delayMs = 0;
    await this.#end(graceMs);
  }

  /** The last resort, without waiting: nothing may stay behind when this process ends. */
  kill() {
    if (this.#child?.exitCode === null && this.#child.signalCode === null)
      signalGroup(this.#child.pid, 'SIGKILL');
  }

  async #end(graceMs) {
    // This one, also when its successor is started before this has come to its end.
    const { pid } = this.#child ?? {};
    if (pid === undefined) return;
    let isGone = false;
    const exited = this.#exited.then(() => (isGone = true));
    signalGroup(pid, this.#description.stopSignal);
    if (!(await until(() => isGone, graceMs))) {
      this.#say(`${this.name} does not end, ending it by force`);
      signalGroup(pid, 'SIGKILL');
    }
    await exited;
    // What it started itself is in its group and ends with it.
    signalGroup(pid, 'SIGKILL');
  }

  async #startOnce() {
    const { isHealthy, beforeStart, startMs = defaultStartMs } = this.#description;
    await beforeStart?.();
    if (this.#stopping.signal.aborted) return undefined;
    const log = this.#spawn();
    let isGone = false;
    const gone = this.#exited.then(() => (isGone = true));
    const isSettled = async () => isGone || (await isHealthy());
    const isInTime = await until(isSettled, startMs, this.#stopping.signal);
    if (isInTime && !isGone) return undefined;
    if (this.#stopping.signal.aborted) return undefined;
    const why = isGone ? 'it ended by itself' : `it was not healthy after ${startMs / 1000} s`;
    this.kill();
    await gone;
    return [why, ...(this.#isQuiet ? log.last : [])].join('\n');
  }

  #spawn() {
    const { name, command, args, env, cwd, uid, gid, onLine } = this.#description;
    const child = spawn(command, args, {
      ...(uid === undefined ? {} : { uid, gid }),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      cwd,
    });
    this.#child = child;
    const log = createLogReader(name, this.#write, onLine);
    log.listen(child.stdout);
    log.listen(child.stderr);
    this.#exited = new Promise((resolve) => {
      child.on('exit', resolve);
      child.on('error', (error) => {
        log.last.push(error.message);
        resolve();
      });
    });
    if (child.pid !== undefined) writeRunFile(this.#dataDir, name, child.pid);
    return log;
  }

  async #watch() {
    while (!this.#stopping.signal.aborted) {
      const from = Date.now();
      await this.#exited;
      if (this.#stopping.signal.aborted) return;
      if (Date.now() - from > steadyAfterMs) this.#delayMs = firstDelayMs;
      await this.#startAgain();
    }
  }

  async #startAgain() {
    const { exitCode, signalCode } = this.#child;
    if (this.#delayMs > 0)
      this.#say(
        `${this.name} ended (${signalCode ?? `code ${exitCode}`}), starting it again in ${this.#delayMs / 1000} s`,
      );
    const delayMs = this.#delayMs;
    await until(() => this.#stopping.signal.aborted, delayMs);
    this.#delayMs = Math.min(Math.max(delayMs, firstDelayMs / 2) * 2, longestDelayMs);
    if (this.#stopping.signal.aborted) return;
    const failure = await this.#startOnce();
    if (this.#stopping.signal.aborted) return;
    this.#say(failure === undefined ? `${this.name} runs again` : `${this.name}: ${failure}`);
  }
}
