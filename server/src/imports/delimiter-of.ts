export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Lines that are looked at. */
const LINES = 20;

/**
 * What separates the cells: the sign that splits the first lines most evenly, outside of quotes. A file of one
 * column has none of them; then a comma is taken.
 */
export function delimiterOf(start: string): Delimiter {
  const lines = unquotedLines(start);
  let best: { readonly delimiter: Delimiter; readonly score: number } = {
    delimiter: ',',
    score: 0,
  };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const inHeader = counts[0] ?? 0;
    const same = counts.filter((count) => count === inHeader).length;
    const score = inHeader === 0 ? 0 : inHeader + (100 * same) / counts.length;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The first lines without what stands in quotes, where signs mean nothing. */
function unquotedLines(start: string): string[] {
  const plain = start.replaceAll(/"(?:[^"]|"")*("|$)/g, '""');
  return plain
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
}
