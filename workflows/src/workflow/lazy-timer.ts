import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One timer that is re-armed only for an earlier instant. A later one costs nothing: the timer fires too early,
 * its owner computes again and sleeps on. Re-arming at every change costs a fifth of the throughput.
 */
export class LazyTimer {
  #firesAtMs = Infinity;
  #scope: CancellationScope | null = null;
  readonly #summary: string;
  readonly #onFire: () => void;

  constructor(summary: string, onFire: () => void) {
    this.#summary = summary;
    this.#onFire = onFire;
  }

  /** Fires at this instant at the latest, and may fire earlier. */
  wakeAt(instantMs: number): void {
    if (instantMs >= this.#firesAtMs) return;
    this.cancel();
    const scope = new CancellationScope();
    this.#scope = scope;
    this.#firesAtMs = instantMs;
    void this.#run(scope, Math.max(1, instantMs - Date.now()));
  }

  cancel(): void {
    this.#scope?.cancel();
    this.#scope = null;
    this.#firesAtMs = Infinity;
  }

  async #run(scope: CancellationScope, ms: number): Promise<void> {
    try {
      await scope.run(() => sleep(ms, { summary: this.#summary }));
    } catch (error) {
      if (isCancellation(error)) return;
      throw error;
    }
    if (this.#scope !== scope) return;
    this.#scope = null;
    this.#firesAtMs = Infinity;
    this.#onFire();
  }
}
