import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { identityOf } from '../../scripts/parts/identity.js';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const timeoutMs = 60_000;

/** A script that was started: its output so far, and what to wait for. */
export class RunningScript {
  output = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  #listeners = new Set<() => void>();

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = root) {
    this.child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk;
        for (const listener of this.#listeners) listener();
      });
    this.ended = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code) => {
        resolve(code);
        for (const listener of this.#listeners) listener();
      });
    });
  }

  /** Waits until the output (from `from` on) matches. Throws with the output when it never does. */
  async says(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.output.slice(from));
        if (match === null && this.child.exitCode === null && this.child.signalCode === null)
          return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        if (match === null) reject(new Error(`it ended without ${pattern}:\n${this.output}`));
        else resolve(match);
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`never said ${pattern}:\n${this.output}`));
      }, timeoutMs);
      this.#listeners.add(look);
      look();
    });
  }

  /** Ends it by the signal and waits for its end; its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** What package clients need on this machine: the cache, certificates, proxies, npm's own settings. */
const REACHES_REGISTRIES =
  /^(XDG_CACHE_HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|\w+_proxy|npm_config_\w+)$/i;

/** The environment without what a person may have set for Parley. */
export function bareEnv(further: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TEST_TEMPORAL_CLI } = process.env;
  const cli = TEST_TEMPORAL_CLI === undefined ? {} : { TEMPORAL_CLI_PATH: TEST_TEMPORAL_CLI };
  const reach = Object.entries(process.env).filter(([name]) => REACHES_REGISTRIES.test(name));
  return { PATH, HOME, ...Object.fromEntries(reach), ...cli, ...further };
}

/** Whether a process of this id runs; one that has ended and is only not yet collected does not. */
export function isRunning(pid: number): boolean {
  return identityOf(pid) !== undefined;
}
