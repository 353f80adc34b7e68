import type { ChangeMessage } from '@parley/domain/view';

const KEPT = 2_000;

/** The newest messages with their time of arrival, so that a read that was under way meanwhile misses none. */
export class MessageLog {
  #entries: { readonly at: number; readonly message: ChangeMessage }[] = [];

  add(messages: readonly ChangeMessage[], at: number): void {
    this.#entries.push(...messages.map((message) => ({ at, message })));
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
  }

  /** Messages that arrived at or after an instant in milliseconds, oldest first. */
  since(at: number): ChangeMessage[] {
    return this.#entries.filter((entry) => entry.at >= at).map((entry) => entry.message);
  }
}
