import type { Status } from '@parley/domain/statuses';
import type { CollaborationRow, CollaborationView } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { countByStatus, readMatching } from '#lib/batches/selected.ts';
import { tellError } from '#lib/ui/toast.ts';
import type { Collaborations } from './collaborations.svelte.ts';
import { filterParams, rangeSearch } from './query.ts';
import { joined, NOTHING, rangeTo, switched, type Selection } from './selection.ts';

/** Rows read again one by one after a page was left, at most. */
const READ_AGAIN = 200;

/** Which rows of a list are selected: also such as were never read, or that its filter no longer shows. */
export class RowSelection {
  #chosen = $state.raw<Selection>(NOTHING);
  /** Statuses of rows that were selected without being read. */
  #statuses = $state.raw<ReadonlyMap<string, Status>>(new Map());
  readonly #store: Collaborations;

  constructor(store: Collaborations) {
    this.#store = store;
  }

  get chosen(): Selection {
    return this.#chosen;
  }
  /** Those of the selected that are in the browser, as this person must see them. */
  readonly rows: readonly CollaborationRow[] = $derived.by(() =>
    [...this.#chosen.ids].map((id) => this.rowOf(id)).filter((row) => row !== null),
  );
  readonly byStatus = $derived.by(() =>
    countByStatus(
      this.#chosen.ids,
      (id) => this.rowOf(id)?.status ?? this.#statuses.get(id) ?? null,
    ),
  );
  /** How many of the selected the filter no longer shows. */
  readonly elsewhere = $derived.by(
    () => this.rows.filter((row) => !this.#store.selects(row)).length,
  );
  rowOf(id: string): CollaborationRow | null {
    const base = this.#store.base(id);
    return base && this.#store.shown(base);
  }

  choose(next: Selection): void {
    this.#chosen = next;
    this.#store.keep(next.ids);
  }
  clear(): void {
    this.choose(NOTHING);
  }

  /** Everything that the filter selects, read or not. */
  async all(): Promise<void> {
    const answer = await readMatching(filterParams(this.#store.query));
    if (!answer.ok) return tellError(answer.problem.message);
    this.#statuses = answer.data;
    this.choose({ ...joined(this.#chosen, answer.data.keys()), anchor: null });
  }

  /** Everything up to this row as well, read or not. */
  async upTo(id: string): Promise<void> {
    const range = rangeTo(this.#chosen, id, this.#store.slots('all'));
    if (range === null) return this.choose(switched(this.#chosen, id));
    if ('ids' in range) return this.choose(joined(this.#chosen, range.ids));
    const answer = await readMatching(rangeSearch(this.#store.query, range.from, range.to));
    if (!answer.ok) return tellError(answer.problem.message);
    this.#statuses = new Map([...this.#statuses, ...answer.data]);
    this.choose(joined(this.#chosen, answer.data.keys()));
  }

  /** What was selected before the page was left. */
  async again(ids: readonly string[]): Promise<void> {
    if (this.#chosen.ids.size > 0 || ids.length === 0) return;
    const read = (id: string) => get<CollaborationView>(fetch, `/api/collaborations/${id}`);
    const unknown = ids.filter((id) => !this.#store.base(id)).slice(0, READ_AGAIN);
    const answers = await Promise.all(unknown.map(read));
    this.#store.know(answers.flatMap((one) => (one.ok ? one.data : [])));
    this.choose({ ids: new Set(ids.filter((id) => this.#store.base(id))), anchor: null });
  }
}
