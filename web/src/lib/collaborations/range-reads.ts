import { missingIn, type Span } from './windowing.ts';

/** Rows of one read. */
export const PAGE_ROWS = 100;
/** The least time between two reads of one list: a scrollbar that is dragged asks at every frame. */
const PAUSE_MS = 40;
const RETRY_MS = 2_000;

interface Flight {
  readonly span: Span;
  readonly abort: AbortController;
}
/** held: it was answered, but taking it in would move what someone points at. */
export type RangeResult = 'read' | 'held' | 'failed';
/** Reads a range and takes it in. */
export type ReadRange<K> = (key: K, span: Span, signal: AbortSignal) => Promise<RangeResult>;

/** Reads what comes into sight, one range per list at a time; a range that went out of sight again is given up. */
export class RangeReads<K> {
  readonly #read: ReadRange<K>;
  readonly #slotsOf: (key: K) => readonly (string | null)[];
  readonly #wanted = new Map<K, Span>();
  readonly #flights = new Map<K, Flight>();
  readonly #timers = new Map<K, ReturnType<typeof setTimeout>>();
  readonly #startedAt = new Map<K, number>();

  constructor(slotsOf: (key: K) => readonly (string | null)[], read: ReadRange<K>) {
    this.#slotsOf = slotsOf;
    this.#read = read;
  }

  /** What is looked at; reads it where it is missing. Safe to repeat at every frame. */
  want(key: K, span: Span): void {
    this.#wanted.set(key, span);
    const flight = this.#flights.get(key);
    if (flight && (flight.span.to <= span.from || flight.span.from >= span.to)) {
      flight.abort.abort();
      this.#flights.delete(key);
    }
    const sinceMs = performance.now() - (this.#startedAt.get(key) ?? -PAUSE_MS);
    if (this.#flights.has(key) || this.#timers.has(key)) return;
    if (sinceMs >= PAUSE_MS) this.#start(key);
    else this.#later(key, PAUSE_MS - sinceMs);
  }

  /** What is looked at of a list. */
  wanted(key: K): Span {
    return this.#wanted.get(key) ?? { from: 0, to: PAGE_ROWS / 2 };
  }

  /** Gives up everything under way: the lists are others now. */
  stop(): void {
    for (const flight of this.#flights.values()) flight.abort.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#flights.clear();
    this.#timers.clear();
    this.#wanted.clear();
  }

  #start(key: K): void {
    const wanted = this.#wanted.get(key);
    const span = wanted && missingIn(this.#slotsOf(key), wanted, PAGE_ROWS);
    if (!span) return;
    const flight = { span, abort: new AbortController() };
    this.#flights.set(key, flight);
    this.#startedAt.set(key, performance.now());
    void this.#read(key, span, flight.abort.signal).then((result) => {
      if (this.#flights.get(key) !== flight) return;
      this.#flights.delete(key);
      // An answer that left gaps must not ask again at once.
      const isWhole = result === 'read' && missingIn(this.#slotsOf(key), span, PAGE_ROWS) === null;
      if (isWhole) this.#start(key);
      else this.#later(key, RETRY_MS);
    });
  }

  #later(key: K, ms: number): void {
    const run = () => (this.#timers.delete(key), this.#start(key));
    this.#timers.set(key, setTimeout(run, ms));
  }
}
