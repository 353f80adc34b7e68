import type { Judged } from './store-verdicts.ts';

/**
 * Keeps verdicts for a moment, so that many are stored and announced together: watchers are told at most so often,
 * and a fast judge does not flood the database.
 */
export class OutcomeBuffer {
  readonly #store: (judged: readonly Judged[]) => Promise<void>;
  readonly #everyMs: number;
  readonly #most: number;
  #kept: Judged[] = [];
  #storing: Promise<void> = Promise.resolve();
  #storedAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #error: Error | null = null;

  constructor(
    store: (judged: readonly Judged[]) => Promise<void>,
    { everyMs, most }: { readonly everyMs: number; readonly most: number },
  ) {
    this.#store = store;
    this.#everyMs = everyMs;
    this.#most = most;
  }

  /** Takes a verdict; waits where too many are unstored. Throws what an earlier storing threw. */
  async add(judged: Judged): Promise<void> {
    if (this.#error) throw this.#error;
    this.#kept.push(judged);
    if (this.#kept.length >= this.#most) return await this.#flushWhenDue();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch(
        (error: unknown) =>
          (this.#error = error instanceof Error ? error : new Error(String(error))),
      );
    }, this.#everyMs);
  }

  /** Stores what is kept now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const kept = this.#kept;
    this.#kept = [];
    this.#storing = this.#storing.then(() => this.#store(kept));
    this.#storedAtMs = Date.now();
    await this.#storing;
  }

  async #flushWhenDue(): Promise<void> {
    const waitMs = this.#storedAtMs + this.#everyMs - Date.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    await this.flush();
  }
}
