/** One after the other, in the order they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for its turn; answers what ends it. Ending it again does nothing. */
  async next(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    return resolve;
  }
}
