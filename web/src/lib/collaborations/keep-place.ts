interface Move {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The row under the pointer or with the focus. */
  readonly held: string | null;
  readonly scrollTop: number;
  /** Height of a row; all lengths in pixels. */
  readonly row: number;
}

/**
 * How far the list must scroll so that what the person looks at stays where it is when rows change places; null
 * when it cannot, and the move has to wait.
 */
export function keepPlace({ before, after, held, scrollTop, row }: Move): number | null {
  if (held !== null) {
    const shift = shiftOf(held, before, after, row);
    return shift === null || scrollTop + shift < 0 ? null : shift;
  }
  if (scrollTop === 0) return 0;
  const inSight = before.slice(Math.floor(scrollTop / row));
  for (const id of inSight.slice(0, 50)) {
    const shift = shiftOf(id, before, after, row);
    // A row that jumped itself says nothing about where the others went.
    if (shift !== null && Math.abs(shift) <= 3 * row) return shift;
  }
  return 0;
}

function shiftOf(
  id: string,
  before: readonly string[],
  after: readonly string[],
  row: number,
): number | null {
  const [from, to] = [before.indexOf(id), after.indexOf(id)];
  if (from < 0) return 0;
  return to < 0 ? null : (to - from) * row;
}
