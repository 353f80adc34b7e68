import { retold, type Tally } from './tally.ts';
import type { Live } from '#lib/live/live.svelte.ts';
import type { CollaborationRow } from '@parley/domain/view';

interface Parts {
  readonly live: Live;
  /** A row as the server last told it. */
  readonly base: (id: string) => CollaborationRow | null;
  /** The row where the filter, its statuses aside, selects it. */
  readonly counted: (row: CollaborationRow) => CollaborationRow | null;
}

/** Counts and sums of what the filter selects, its statuses aside. */
export class ListTally {
  #told = $state.raw<Tally>({ counts: NO_COUNTS, sums: NO_SUMS });
  readonly #parts: Parts;
  /** With this person's unanswered changes in them. */
  readonly shown: Tally = $derived.by(() => {
    const { live, base, counted } = this.#parts;
    const ids = new Set(live.pending.map((change) => change.collaborationId));
    return [...ids].reduce((tally, id) => {
      const row = base(id);
      return row ? retold(tally, counted(row), counted(live.shown(row))) : tally;
    }, this.#told);
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** As the server counted. */
  take({ counts, sums }: Tally): void {
    this.#told = { counts, sums };
  }
  /** One row became another; null where it was not there before. */
  follow(before: CollaborationRow | null, after: CollaborationRow): void {
    const { counted } = this.#parts;
    this.#told = retold(this.#told, before && counted(before), counted(after));
  }
}

const NO_COUNTS = { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 };
const NO_SUMS = { Pending: [], Negotiating: [], Fulfilling: [], Completed: [], Cancelled: [] };
