/**
 * Writes what comes in groups, one group at a time: whatever comes while a group is being written makes up the next.
 * A failure to write is thrown by the next `add` or by `finish`, never by a promise that nobody awaits.
 */
export class GroupWriter<T> {
  readonly #write: (group: readonly T[]) => Promise<void>;
  #waiting: T[] = [];
  #writing: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(write: (group: readonly T[]) => Promise<void>) {
    this.#write = write;
  }

  add(item: T): void {
    this.#throwFailure();
    this.#waiting.push(item);
    this.#writing ??= this.#writeAll().catch((error: unknown) => {
      this.#failure = { error };
    });
  }

  /** Waits until everything is written. */
  async finish(): Promise<void> {
    await this.#writing;
    this.#throwFailure();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      await this.#write(group);
    }
    this.#writing = null;
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
