import type { CollaborationRow } from '@parley/domain/view';
import { SvelteMap } from 'svelte/reactivity';
import { changedFields, type Tinted } from './tint.ts';

const TINT_MS = 1_200;

/** What others just changed, by row, for as long as it is tinted. */
export class Tints {
  readonly #shown = new SvelteMap<string, { readonly fields: ReadonlySet<Tinted> }>();

  has(id: string): boolean {
    return this.#shown.has(id);
  }
  of(id: string): ReadonlySet<Tinted> | null {
    return this.#shown.get(id)?.fields ?? null;
  }

  add(before: CollaborationRow | null, row: CollaborationRow): void {
    const tint = { fields: new Set(changedFields(before ?? undefined, row)) };
    if (tint.fields.size === 0) return;
    this.#shown.set(row.id, tint);
    setTimeout(() => {
      // A later change of the same row is tinted for its own time.
      if (this.#shown.get(row.id) === tint) this.#shown.delete(row.id);
    }, TINT_MS);
  }

  clear(): void {
    this.#shown.clear();
  }
}
