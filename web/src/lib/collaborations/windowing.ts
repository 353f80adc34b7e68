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

/** What to read so that a span is whole, at most `most` rows; null where nothing of it is missing. */
export function missingIn(
  slots: readonly (string | null)[],
  { from, to }: Span,
  most: number,
): Span | null {
  const first = slots.indexOf(null, from);
  if (first < 0 || first >= Math.min(to, slots.length)) return null;
  let end = Math.min(to, slots.length);
  while (slots[end - 1] !== null) end -= 1;
  // What is read on from grows that way; a jump reads around what is looked at.
  const isUpwards = first === from && typeof slots[end] === 'string';
  const isJump = first === from && from > 0 && slots[from - 1] === null && !isUpwards;
  const start = isUpwards
    ? end - most
    : isJump
      ? first - Math.floor((most - (end - first)) / 2)
      : first;
  const offset = Math.max(0, start);
  return { from: offset, to: Math.min(slots.length, offset + most) };
}
