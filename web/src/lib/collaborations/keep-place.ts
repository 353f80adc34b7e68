import type { Slot } from './row-list.ts';

interface Move {
  readonly before: readonly Slot[];
  readonly after: readonly Slot[];
  /** The row under the pointer or with the focus. */
  readonly held: string | null;
  readonly scrollTop: number;
  /** Height of a row; all lengths in pixels. */
  readonly row: number;
}

/** Rows looked at to tell how the others moved. */
const LOOKED_AT = 40;
const NEAR = 60;

/**
 * How far the list must scroll so that what the person looks at stays where it is when rows change places; null
 * when it cannot, and the move has to wait.
 */
export function keepPlace({ before, after, held, scrollTop, row }: Move): number | null {
  if (held !== null) {
    const at = before.indexOf(held);
    const rows = at < 0 ? 0 : rowsMoved(at, before, after);
    return rows === null || scrollTop + rows * row < 0 ? null : rows * row;
  }
  if (scrollTop === 0) return 0;
  return mostCommonMove(before, after, Math.floor(scrollTop / row)) * row;
}

/** By how many rows most of those in sight moved; a row that jumped itself says nothing about the others. */
function mostCommonMove(before: readonly Slot[], after: readonly Slot[], first: number): number {
  const votes = new Map<number, number>();
  for (let at = first; at < Math.min(before.length, first + LOOKED_AT); at += 1) {
    const rows = rowsMoved(at, before, after);
    if (rows !== null) votes.set(rows, (votes.get(rows) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? 0;
}

function rowsMoved(at: number, before: readonly Slot[], after: readonly Slot[]): number | null {
  const id = before[at];
  if (id === null || id === undefined) return null;
  for (let far = 0; far <= NEAR; far += 1) {
    if (after[at + far] === id) return far;
    if (after[at - far] === id) return -far;
  }
  const to = after.indexOf(id);
  return to < 0 ? null : to - at;
}
