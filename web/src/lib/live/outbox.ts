import { touchesSame, type Outcome, type QueuedChange } from './change.ts';

/** What sending a change, or asking for it later, came to. */
export type SendAnswer =
  | Outcome
  | { readonly kind: 'waiting' }
  /** Nobody answered, or nobody could: try again after `afterMs`. */
  | { readonly kind: 'unreachable'; readonly afterMs: number | null }
  | { readonly kind: 'signed out' };

export interface OutboxParts {
  readonly send: (change: QueuedChange) => Promise<SendAnswer>;
  /** Asks what became of a change that the server stored with 202. */
  readonly ask: (change: QueuedChange) => Promise<SendAnswer>;
  readonly keep: (change: QueuedChange) => void;
  readonly forget: (commandId: string) => void;
  /** After every step, with everything that is on its way. */
  readonly changed: (changes: readonly QueuedChange[], isOffline: boolean) => void;
  readonly settled: (change: QueuedChange, outcome: Outcome) => void;
  readonly later: (run: () => void, ms: number) => void;
}

const AT_ONCE = 6;
const ASK_MS = [500, 1_000, 2_000, 4_000] as const;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000] as const;

/**
 * The changes of this person that are not answered yet. Per collaboration one is sent after the other, in the
 * order they were made; different collaborations go side by side. Nothing is dropped while nobody answers.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  #changes: readonly QueuedChange[] = [];
  #waiters = new Map<string, (outcome: Outcome) => void>();
  #isOffline = false;
  #isStopped = false;
  #failures = 0;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  get changes(): readonly QueuedChange[] {
    return this.#changes;
  }
  get isOffline(): boolean {
    return this.#isOffline;
  }

  /** Takes up changes that an earlier page left unsent. */
  restore(changes: readonly QueuedChange[]): void {
    const known = new Set(this.#changes.map((change) => change.commandId));
    const left = changes.filter((change) => !known.has(change.commandId));
    this.#update([
      ...left.map((change) => ({ ...change, phase: 'queued' as const })),
      ...this.#changes,
    ]);
    this.flush();
  }

  /** Adds a change and sends it in its turn; answers once it was decided. */
  add(change: QueuedChange): Promise<Outcome> {
    this.#parts.keep(change);
    const decided = new Promise<Outcome>((resolve) => this.#waiters.set(change.commandId, resolve));
    this.#update([...this.#changes, change]);
    this.flush();
    return decided;
  }

  /** The socket told about a change of ours before its answer came, or instead of it. */
  confirm(commandId: string, outcome: Outcome): void {
    const change = this.#changes.find((entry) => entry.commandId === commandId);
    if (change) this.#settle(change, outcome);
  }

  /** The connection is back or gone, as the browser or the socket says. */
  setOffline(isOffline: boolean): void {
    if (isOffline === this.#isOffline) return;
    this.#isOffline = isOffline;
    this.#update(this.#changes);
    if (!isOffline) {
      this.#failures = 0;
      this.flush();
    }
  }

  /** Sends what is ready to be sent. */
  flush(): void {
    if (this.#isOffline || this.#isStopped) return;
    const sending = this.#changes.filter((change) => change.phase === 'sending').length;
    for (const change of readyToSend(this.#changes).slice(0, Math.max(0, AT_ONCE - sending))) {
      void this.#send(change);
    }
  }

  async #send(change: QueuedChange): Promise<void> {
    this.#phase(change.commandId, 'sending');
    await this.#answered(change, await this.#parts.send(change), 0);
  }

  async #answered(change: QueuedChange, answer: SendAnswer, asked: number): Promise<void> {
    if (!this.#changes.some((entry) => entry.commandId === change.commandId)) return;
    switch (answer.kind) {
      case 'unreachable':
        return this.#unreachable(change, answer.afterMs);
      case 'signed out':
        this.#isStopped = true;
        return this.#phase(change.commandId, 'queued');
      case 'waiting':
        this.#failures = 0;
        this.#phase(change.commandId, 'waiting');
        this.#askLater(change, asked);
        return this.flush();
      default:
        this.#failures = 0;
        return this.#settle(change, answer);
    }
  }

  #askLater(change: QueuedChange, asked: number): void {
    this.#parts.later(
      () => {
        if (!this.#changes.some((entry) => entry.commandId === change.commandId)) return;
        void this.#parts.ask(change).then((answer) => this.#answered(change, answer, asked + 1));
      },
      ASK_MS[Math.min(asked, ASK_MS.length - 1)] ?? 4_000,
    );
  }

  #unreachable(change: QueuedChange, afterMs: number | null): void {
    this.#isOffline = true;
    this.#phase(change.commandId, 'queued');
    const ms = afterMs ?? RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 20_000;
    this.#failures += 1;
    this.#parts.later(() => {
      if (!this.#isOffline) return;
      this.#isOffline = false;
      // One change tries the connection; the others follow its answer.
      const first = readyToSend(this.#changes)[0];
      if (first) void this.#send(first).then(() => this.flush());
    }, ms);
  }

  #settle(change: QueuedChange, outcome: Outcome): void {
    this.#parts.forget(change.commandId);
    const version = outcome.kind === 'applied' ? outcome.version : null;
    this.#parts.settled(change, outcome);
    this.#update(
      this.#changes
        .filter((entry) => entry.commandId !== change.commandId)
        .map((entry) => rebased(entry, change, version)),
    );
    this.#waiters.get(change.commandId)?.(outcome);
    this.#waiters.delete(change.commandId);
    this.flush();
  }

  #phase(commandId: string, phase: QueuedChange['phase']): void {
    this.#update(
      this.#changes.map((entry) => (entry.commandId === commandId ? { ...entry, phase } : entry)),
    );
  }

  #update(changes: readonly QueuedChange[]): void {
    this.#changes = changes;
    this.#parts.changed(changes, this.#isOffline);
  }
}

/** The first unsent change of every collaboration that has none in flight. */
export function readyToSend(changes: readonly QueuedChange[]): QueuedChange[] {
  const busy = new Set<string>();
  const ready: QueuedChange[] = [];
  for (const change of changes) {
    if (change.phase === 'waiting' || busy.has(change.collaborationId)) continue;
    busy.add(change.collaborationId);
    if (change.phase === 'queued') ready.push(change);
  }
  return ready;
}

/**
 * A later change of the same thing saw our own earlier one, which has a version only now: without this it would
 * conflict with ourselves. Other things keep the version that was seen.
 */
function rebased(later: QueuedChange, earlier: QueuedChange, version: number | null): QueuedChange {
  const builds =
    version !== null &&
    later.seen !== null &&
    later.phase === 'queued' &&
    later.collaborationId === earlier.collaborationId &&
    touchesSame(later, earlier);
  return builds ? { ...later, seen: Math.max(later.seen ?? 0, version) } : later;
}
