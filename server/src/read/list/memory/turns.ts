/** One after the other, in the order they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #open = 0;

  /** Whether somebody has the turn, or waits for it. */
  get isTaken(): boolean {
    return this.#open > 0;
  }

  /** Waits for its turn; answers what ends it. Ending it again does nothing. */
  async next(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    this.#open += 1;
    await before;
    let isOpen = true;
    return () => {
      if (isOpen) this.#open -= 1;
      isOpen = false;
      resolve();
    };
  }
}
