/** One part of every column or bar. */
export interface Series {
  readonly name: string;
  /** A CSS colour, from the tokens. */
  readonly colour: string;
}
/** One column: its values in the order of the series. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly values: readonly number[];
}
/** One bar with its words: the figures are always shown as text beside it. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly segments: readonly { readonly value: number; readonly colour: string }[];
  /** A thin line at this value. */
  readonly mark?: number | undefined;
}

/** The next round number at or above: 1, 2, 2.5 or 5 times a power of ten; at least 1, and whole below ten. */
export function niceMax(value: number): number {
  if (value <= 4) return Math.max(1, Math.ceil(value));
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= value) ?? 10;
  return step * power;
}

/** Places of the labels below columns: the first, the last, and some evenly between. */
export function labelled(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
