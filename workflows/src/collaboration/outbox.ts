import type { CollaborationEvent } from '@parley/domain/events.schema';
import { utf8Bytes } from '@parley/domain/size';
import type { CollaborationInput, OwnOutcome } from './carried.schema.ts';
import { CARRY } from './limits.ts';

type Carried = Pick<CollaborationInput, 'outbox' | 'outboxOutcomes' | 'ownSeq' | 'parked'>;

/** What the workflow sends to its `project` activity at once. */
export interface Parcel {
  readonly events: readonly CollaborationEvent[];
  readonly outcomes: readonly OwnOutcome[];
}

/**
 * Events that are not known to be in the timeline, and the outcomes of commands that no caller projects. Callers
 * confirm events by the version they read; what came without a caller the workflow projects itself.
 */
export class Outbox {
  #events: CollaborationEvent[];
  #outcomes: OwnOutcome[];
  #ownSeq: number;
  #bytes: number;
  /** Grows with everything the workflow must project; parked means: nothing new since the failure. */
  #own = 0;
  #parkedAt: number;

  constructor(carried: Carried) {
    this.#events = carried.outbox;
    this.#outcomes = carried.outboxOutcomes;
    this.#ownSeq = carried.ownSeq;
    this.#bytes = bytesOf(carried.outbox) + bytesOf(carried.outboxOutcomes);
    this.#parkedAt = carried.parked ? 0 : -1;
  }

  /** Whether so many bytes more may wait. The first entry always may, or a large change could never pass. */
  hasRoomFor(bytes: number): boolean {
    const isEmpty = this.#events.length + this.#outcomes.length === 0;
    return isEmpty || this.#bytes + bytes <= CARRY.outboxBytes;
  }

  /** `own`: no caller waits for this event, so the workflow projects it. */
  addEvent(event: CollaborationEvent, own: boolean): void {
    this.#events.push(event);
    this.#bytes += bytesOf(event);
    if (!own) return;
    this.#ownSeq = event.seq;
    this.#own += 1;
  }

  addOutcome(outcome: OwnOutcome): void {
    this.#outcomes.push(outcome);
    this.#bytes += bytesOf(outcome);
    this.#own += 1;
  }

  /** Projects everything that waits, also what callers should have: they seem to be gone. */
  takeOver(): void {
    this.#ownSeq = this.#events.at(-1)?.seq ?? this.#ownSeq;
    this.#own += 1;
  }

  /** Events up to this version are in the timeline: a caller read them there, or a projection stored them. */
  confirm(version: number): void {
    if ((this.#events[0]?.seq ?? Infinity) > version) return;
    this.#events = this.#events.filter((event) => event.seq > version);
    this.#recount();
  }

  after(version: number): CollaborationEvent[] {
    return this.#events.filter((event) => event.seq > version);
  }

  needsProjection(): boolean {
    if (this.#parkedAt >= this.#own) return false;
    return this.#outcomes.length > 0 || (this.#events[0]?.seq ?? Infinity) <= this.#ownSeq;
  }

  isParked(): boolean {
    return this.#parkedAt >= 0;
  }

  parcel(): Parcel {
    return { events: [...this.#events], outcomes: [...this.#outcomes] };
  }

  settle(parcel: Parcel, version: number): void {
    const sent = new Set(parcel.outcomes);
    this.#outcomes = this.#outcomes.filter((outcome) => !sent.has(outcome));
    this.#events = this.#events.filter((event) => event.seq > version);
    this.#parkedAt = -1;
    this.#recount();
  }

  /** Tries no more until something new must be projected. */
  park(): void {
    this.#parkedAt = this.#own;
  }

  carried(): Carried {
    return {
      outbox: this.#events,
      outboxOutcomes: this.#outcomes,
      ownSeq: this.#ownSeq,
      parked: this.#parkedAt >= this.#own,
    };
  }

  #recount(): void {
    this.#bytes = bytesOf(this.#events) + bytesOf(this.#outcomes);
  }
}

export function bytesOf(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
