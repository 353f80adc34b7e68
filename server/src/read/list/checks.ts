/** The filters whose values are counted. */
export const FACETS = [
  'status',
  'campaign',
  'creator',
  'owner',
  'tag',
  'delivery',
  'validation',
  'attention',
  'unpaid',
] as const;
export type Facet = (typeof FACETS)[number];

/** A condition of every row: the number in its column must be one of the allowed. */
export interface Check {
  /** Whose filter it is; null for what always holds: sight and search. */
  readonly facet: Facet | null;
  readonly column: Int32Array;
  readonly allowed: Uint8Array;
}

/** What `missedBy` says of a row: that all checks pass, or that checks of several filters do not. */
export const PASSES = 0;
export const SEVERAL = 255;

/**
 * By row: 0 where all checks pass, a filter's place in FACETS plus one where only that filter's check does not, and
 * 255 otherwise. Check by check, because such a walk over numbers takes a fraction of a millisecond.
 */
export function missedBy(checks: readonly Check[], size: number): Uint8Array {
  const missed = new Uint8Array(size);
  for (const { facet, column, allowed } of checks) {
    const code = facet === null ? SEVERAL : codeOf(facet);
    for (let row = 0; row < size; row += 1) {
      if (allowed[column[row] ?? 0] === 1 || missed[row] === code) continue;
      missed[row] = missed[row] === PASSES ? code : SEVERAL;
    }
  }
  return missed;
}

/** What stands for a row that only this filter takes away. */
export function codeOf(facet: Facet): number {
  return FACETS.indexOf(facet) + 1;
}

/** A flag for each value. */
export function flags<T>(values: readonly T[], isSet: (value: T) => boolean): Uint8Array {
  const all = new Uint8Array(values.length);
  for (const [at, value] of values.entries()) if (isSet(value)) all[at] = 1;
  return all;
}
