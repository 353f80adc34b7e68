import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './wait.ts';

const ROOT = join(import.meta.dirname, '../..');
const STOP_MS = 10_000;
const KEPT_LINES = 2_000;

/** How a part of the product is started: its script, its environment, and the address that answers 200 when it is up. */
interface ChildPartOptions {
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly healthUrl: string;
}

/** One process of the product, started as the product starts it; its lines are kept. */
export class ChildPart {
  readonly lines: string[] = [];
  readonly #options: ChildPartOptions;
  #child: ChildProcess | undefined;

  constructor(options: ChildPartOptions) {
    this.#options = options;
    process.on('exit', () => this.#child?.kill('SIGKILL'));
  }

  /** Starts it and waits until it is healthy. Throws with its last lines where it ends before. */
  async start(): Promise<void> {
    this.spawn();
    await this.waitHealthy();
  }

  spawn(): void {
    const { script, env } = this.#options;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
      cwd: ROOT,
      env: {
        ...{ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/tmp' },
        ...{ MALLOC_ARENA_MAX: '2', ...env },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    this.#child = child;
  }

  async waitHealthy(limitMs = 60_000): Promise<void> {
    const { name, healthUrl } = this.#options;
    await until(
      `${name} to be healthy`,
      async () => {
        if (!this.isRunning()) return 'ended';
        const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(2_000) });
        await answer.arrayBuffer();
        return answer.status === 200 && 'healthy';
      },
      limitMs,
    ).then(
      (how) => how === 'ended' && this.#fail('ended'),
      (error: unknown) => this.#fail(String(error)),
    );
  }

  /** Its process id; undefined before it was started. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  isRunning(): boolean {
    return (
      this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
    );
  }

  /** Ends it as a crash would, and waits until it is gone. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it cleanly, by force after 10 s. */
  async stop(): Promise<void> {
    const force = setTimeout(() => this.#child?.kill('SIGKILL'), STOP_MS);
    await this.#end('SIGTERM');
    clearTimeout(force);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#child || !this.isRunning()) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }

  #keep(text: string): void {
    this.lines.push(...text.split('\n').filter((line) => line !== ''));
    this.lines.splice(0, this.lines.length - KEPT_LINES);
  }

  #fail(why: string): never {
    throw new Error(
      `${this.#options.name} is not healthy: ${why}\n${this.lines.slice(-30).join('\n')}`,
    );
  }
}
