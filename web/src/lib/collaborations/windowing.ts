/** Which of many rows of one height are drawn. */
export interface Span {
  readonly from: number;
  /** One past the last. */
  readonly to: number;
}

/** The rows in sight and `spare` more at either end, so that a quick scroll shows no gap. Pixels. */
export function spanOf(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  spare: number,
): Span {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - spare;
  const last = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight) + spare;
  const to = Math.min(count, Math.max(0, last));
  return { from: Math.max(0, Math.min(first, to)), to };
}
