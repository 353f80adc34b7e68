import type { ChangeMessage } from '@parley/domain/view';

/** One change, ready for one socket. */
export interface ReadyChange {
  readonly id: number;
  readonly message: ChangeMessage;
}

/**
 * The live stream of one socket: silent before its first `sync`, held back while one is answered, then joined to the
 * answer by the id up to which that was complete. Pure but for `emit`.
 */
export class ChangeStream {
  readonly #emit: (message: ChangeMessage) => void;
  #state: 'silent' | 'answering' | 'live' | 'over' = 'silent';
  #upTo = 0;
  #held: ReadyChange[] = [];

  constructor(emit: (message: ChangeMessage) => void) {
    this.#emit = emit;
  }

  /** Whether changes must be offered: from the first sync on. */
  get isAwake(): boolean {
    return this.#state === 'answering' || this.#state === 'live';
  }

  /** Hands over changes in the order of their ids. */
  offer(changes: readonly ReadyChange[]): void {
    if (this.#state === 'answering') this.#held.push(...changes);
    if (this.#state === 'live') this.#send(changes);
  }

  /** Call before the answer is read: what comes from now on is held. */
  beginAnswer(): void {
    if (this.#state === 'over') return;
    this.#state = 'answering';
    this.#held = [];
  }

  /** Call right after the answer was sent; null: it was not complete, and the stream stays silent for the next one. */
  endAnswer(upTo: number | null): void {
    if (this.#state === 'over') return;
    const held = this.#held;
    this.#held = [];
    this.#state = upTo === null ? 'silent' : 'live';
    this.#upTo = upTo ?? 0;
    if (upTo !== null) this.#send(held);
  }

  /** Nothing is sent any more, whatever comes. */
  stop(): void {
    this.#state = 'over';
    this.#held = [];
  }

  #send(changes: readonly ReadyChange[]): void {
    for (const { id, message } of changes) {
      if (id <= this.#upTo) continue;
      this.#upTo = id;
      this.#emit(message);
    }
  }
}
