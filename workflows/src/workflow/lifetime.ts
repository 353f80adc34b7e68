import { workflowInfo } from '@temporalio/workflow';
import type { CollaborationInput } from '../collaboration/carried.schema.ts';
import type { Collaboration } from '../collaboration/collaboration.ts';
import { RUN } from '../collaboration/limits.ts';
import { LazyTimer } from './lazy-timer.ts';

/** When a run ends: as new because its history is long, or for good because nothing is left to wait for. */
export class Lifetime {
  readonly #collaboration: Collaboration;
  readonly #startedAtMs = workflowInfo().runStartTime.getTime();
  readonly #end = new LazyTimer('ends, when nothing happens before', () => this.changed());
  readonly #next = new LazyTimer('continues as new', () => undefined);
  readonly #leastEndMs: number;
  #isNewRunAsked = false;

  constructor(collaboration: Collaboration) {
    this.#collaboration = collaboration;
    // Started again for a late change, which may come a moment after the start: not to end before it.
    const isLate = collaboration.endsAtMs() !== null;
    this.#leastEndMs = isLate ? this.#startedAtMs + RUN.lateMs : 0;
  }

  changed(): void {
    const endsAt = this.#endsAtMs();
    if (endsAt !== null && endsAt > Date.now()) this.#end.wakeAt(endsAt);
  }

  askForNewRun(): void {
    this.#isNewRunAsked = true;
    if (!this.#isOldEnough()) this.#next.wakeAt(this.#startedAtMs + RUN.leastMs);
  }

  wantsNewRun(): boolean {
    const isLong =
      this.#collaboration.received >= RUN.messages || workflowInfo().continueAsNewSuggested;
    return (isLong || this.#isNewRunAsked) && this.#isOldEnough();
  }

  /** What waits to be projected or tagged is so first; what is parked does not hold the end up. */
  isOver(): boolean {
    const endsAt = this.#endsAtMs();
    if (endsAt === null || endsAt > Date.now()) return false;
    return !this.#collaboration.outbox.needsProjection() && !this.#collaboration.isOutcomeTagDue;
  }

  /** What the next run gets. One that was asked for tries a parked projection again. */
  handedOn(shownAt: string | null): CollaborationInput {
    const carried = this.#collaboration.carried(shownAt);
    return this.#isNewRunAsked ? { ...carried, parked: false } : carried;
  }

  /** A workflow that never got its `create` waits some minutes for it. */
  #endsAtMs(): number | null {
    if (this.#collaboration.state === null) return this.#startedAtMs + RUN.shellMs;
    const endsAt = this.#collaboration.endsAtMs();
    return endsAt === null ? null : Math.max(endsAt, this.#leastEndMs);
  }

  #isOldEnough(): boolean {
    return Date.now() - this.#startedAtMs >= RUN.leastMs;
  }
}
