/** What a row is ordered by; null comes last, whichever the direction. */
export type SortValue = number | string | null;

/**
 * Rows ordered by a value, nulls last, those of equal value in the order given. Values are put in order once each and
 * rows are counted into place, which for 100,000 takes a fraction of comparing rows two by two.
 */
export function orderedRows(
  rows: Int32Array,
  value: (row: number) => SortValue,
  isDescending: boolean,
): Int32Array {
  const numbers = new Map<SortValue, number>();
  const numberOf = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const own = value(rows[at] ?? 0);
    const number = numbers.get(own) ?? numbers.size;
    if (number === numbers.size) numbers.set(own, number);
    numberOf[at] = number;
  }
  const places = firstPlaces(inOrder(numbers, isDescending), numberOf);
  const ordered = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const number = numberOf[at] ?? 0;
    const place = places[number] ?? 0;
    ordered[place] = rows[at] ?? 0;
    places[number] = place + 1;
  }
  return ordered;
}

/** The numbers of values in the order of the values. */
function inOrder(numbers: ReadonlyMap<SortValue, number>, isDescending: boolean): Int32Array {
  const there = [...numbers.keys()].filter((value) => value !== null);
  const figures = there.filter((value) => typeof value === 'number');
  // Figures alone are sorted without a comparison to call.
  const sorted: readonly SortValue[] =
    figures.length === there.length ? [...Float64Array.from(figures).sort()] : there.sort(byValue);
  const ordered = isDescending ? sorted.toReversed() : sorted;
  const all = numbers.has(null) ? [...ordered, null] : ordered;
  return Int32Array.from(all, (value) => numbers.get(value) ?? 0);
}

const byValue = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);

/** By number: where its first row stands. */
function firstPlaces(order: Int32Array, numberOf: Int32Array): Int32Array {
  const counts = new Int32Array(order.length);
  for (let at = 0; at < numberOf.length; at += 1) {
    const number = numberOf[at] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  const places = new Int32Array(order.length);
  let next = 0;
  for (const number of order) {
    places[number] = next;
    next += counts[number] ?? 0;
  }
  return places;
}
