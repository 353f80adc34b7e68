import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Collaboration } from '../collaboration/collaboration.ts';
import { detailsInWords } from '../collaboration/details.ts';
import { attributesOf, SEARCH_ATTRIBUTES } from '../shown-attributes.ts';
import { LazyTimer } from './lazy-timer.ts';

/** At most one write in so many milliseconds: an upsert in every change costs a third of the throughput. */
const APART_MS = 5_000;
/** A value waits at most so long for a later change to carry it, so that what ops see is never 5 s old. */
const BEHIND_MS = 4_000;

/**
 * Shows ops where a collaboration stands: at once when the last write is old enough, else later, and always the
 * last value. What waits rides on the next change where one comes in time, which costs no workflow task.
 */
export class Showing {
  readonly #collaboration: Collaboration;
  readonly #timer = new LazyTimer('shows the present state to operators', () => this.changed());
  #shown: string | null;
  #shownAtMs: number;
  #staleSinceMs: number | null = null;

  constructor(collaboration: Collaboration, shownAt: string | null) {
    this.#collaboration = collaboration;
    this.#shownAtMs = shownAt === null ? -Infinity : Date.parse(shownAt);
    // After continue-as-new the attributes are there already; upserting them again would cost an event.
    this.#shown = shownAt === null ? null : asText(presentAttributes());
    setCurrentDetails(detailsInWords(collaboration));
  }

  get shownAt(): string | null {
    return this.#shownAtMs === -Infinity ? null : new Date(this.#shownAtMs).toISOString();
  }

  changed(): void {
    const attributes = this.#attributes();
    if (attributes === null || asText(attributes) === this.#shown) {
      this.#staleSinceMs = null;
      return;
    }
    const now = Date.now();
    if (now - this.#shownAtMs >= APART_MS) return this.#write(attributes, now);
    this.#staleSinceMs ??= now;
    this.#timer.wakeAt(Math.max(this.#shownAtMs + APART_MS, this.#staleSinceMs + BEHIND_MS));
  }

  /** Writes what is not shown yet; for the end of the workflow. */
  last(): void {
    const attributes = this.#attributes();
    if (attributes !== null && asText(attributes) !== this.#shown)
      this.#write(attributes, Date.now());
  }

  #attributes(): ReturnType<typeof attributesOf> | null {
    const { state, rest } = this.#collaboration;
    if (state === null) return null;
    const reminder = rest?.because === 'campaign' ? null : this.#collaboration.comingReminder();
    return attributesOf(state, reminder?.at ?? null);
  }

  #write(attributes: ReturnType<typeof attributesOf>, now: number): void {
    this.#timer.cancel();
    upsertSearchAttributes(attributes);
    setCurrentDetails(detailsInWords(this.#collaboration));
    this.#shown = asText(attributes);
    this.#shownAtMs = now;
    this.#staleSinceMs = null;
  }
}

function presentAttributes(): ReturnType<typeof attributesOf> {
  const { typedSearchAttributes } = workflowInfo();
  const ours = new Set(Object.keys(SEARCH_ATTRIBUTES));
  return typedSearchAttributes.getAll().filter(({ key }) => ours.has(key.name));
}

/** The attributes that are set, as one comparable text. */
function asText(attributes: ReturnType<typeof attributesOf>): string {
  const set = attributes.flatMap(({ key, value }) => (value === null ? [] : [[key.name, value]]));
  return JSON.stringify(set.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
