import { getContext, setContext } from 'svelte';
import {
  agoInWords,
  dayOf,
  dueInWords,
  daysUntil,
  fullDay,
  fullInstant,
  shortDay,
  shortInstant,
} from './dates.ts';
import { compensationText, moneyText, sumsText } from './money.ts';
import type { ReaderSettings } from './reader.ts';
import type { CompensationView, Money } from '@parley/domain/view';

const KEY = Symbol('reader');
const TICK_MS = 30_000;

/** Dates and money as the signed-in person reads them, against one clock that starts at the server's `now`. */
export class Reader {
  readonly #settings: () => ReaderSettings;
  /** How far this machine's clock is from the server's, milliseconds. */
  #skewMs = 0;
  #ticked = $state<number | null>(null);

  constructor(settings: () => ReaderSettings) {
    this.#settings = settings;
  }

  get locale(): string {
    return this.#settings().locale;
  }
  get timeZone(): string {
    return this.#settings().timeZone;
  }
  /** Milliseconds; moves on every half minute once the page runs. */
  get now(): number {
    return this.#ticked ?? this.#settings().now;
  }

  /** The reader's day. */
  get today(): string {
    return dayOf(this.now, this.timeZone);
  }

  /** Starts the clock; call it in an effect, the answer stops it. */
  run(): () => void {
    this.#skewMs = this.#settings().now - Date.now();
    const timer = setInterval(() => (this.#ticked = Date.now() + this.#skewMs), TICK_MS);
    return () => clearInterval(timer);
  }

  money = (money: Money) => moneyText(money, this.locale);
  sums = (sums: readonly Money[]) => sumsText(sums, this.locale);
  compensation = (value: CompensationView) => compensationText(value, this.locale);
  /** "in 3 d", "today", "2 d late" */
  due = (day: string) => dueInWords(day, this.now, this.timeZone);
  daysUntil = (day: string) => daysUntil(day, this.now, this.timeZone);
  day = (day: string) => shortDay(day, this.now, this);
  fullDay = (day: string) => fullDay(day, this.locale);
  /** "now", "5 min", "3 h", "2 d" */
  ago = (at: string) => agoInWords(at, this.now, this);
  instant = (at: string) => shortInstant(at, this.now, this);
  fullInstant = (at: string) => fullInstant(at, this);
}

/** Called once by the root layout. */
export function provideReader(settings: () => ReaderSettings): Reader {
  return setContext(KEY, new Reader(settings));
}

export function useReader(): Reader {
  return getContext<Reader>(KEY);
}
