import { setTimeout as sleep } from 'node:timers/promises';

interface Gathering {
  /** Milliseconds from the first item of a group until it is written. */
  readonly gatherMs: number;
  /** So many are written at once. */
  readonly most: number;
}

/**
 * How answers of workflows are stored together: alone, each would cost Postgres and everybody who listens as much as
 * ten (docs/decisions/0148).
 */
export const ANSWERS: Gathering = { gatherMs: 100, most: 32 };

/**
 * Writes what comes in groups, one group at a time: what comes within a moment, and whatever comes while the group
 * before is being written. A failure to write is thrown by the next `add` or by `finish`, never by a promise that
 * nobody awaits.
 */
export class GroupWriter<T> {
  readonly #write: (group: readonly T[]) => Promise<void>;
  readonly #gathering: Gathering;
  #waiting: T[] = [];
  #writing: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  #enough = new AbortController();
  #isFinishing = false;

  constructor(gathering: Gathering, write: (group: readonly T[]) => Promise<void>) {
    this.#gathering = gathering;
    this.#write = write;
  }

  add(item: T): void {
    this.#throwFailure();
    this.#waiting.push(item);
    if (this.#waiting.length >= this.#gathering.most) this.#enough.abort();
    this.#writing ??= this.#writeAll().catch((error: unknown) => {
      this.#failure = { error };
    });
  }

  /** Waits until everything is written. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    this.#enough.abort();
    await this.#writing;
    this.#isFinishing = false;
    this.#throwFailure();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gathered();
      const group = this.#waiting;
      this.#waiting = [];
      await this.#write(group);
    }
    this.#writing = null;
  }

  async #gathered(): Promise<void> {
    if (this.#isFinishing) return;
    const { signal } = this.#enough;
    await sleep(this.#gathering.gatherMs, undefined, { signal }).catch(() => undefined);
    this.#enough = new AbortController();
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
