/** The largest figure of a creator's handles, by which lists are ordered; null where none is known. */
export function mostOf(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : Math.max(...known);
}
