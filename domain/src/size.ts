/** Bytes of a text in UTF-8; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Bytes(value: string): number {
  let bytes = 0;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Bytes that a value takes as JSON in UTF-8. Counts exactly only where the quick bound could pass the limit. */
export function exceedsBytes(value: unknown, limit: number): boolean {
  const json = JSON.stringify(value);
  return json.length * 3 > limit && utf8Bytes(json) > limit;
}
