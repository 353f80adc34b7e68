import { stringify } from 'csv-stringify/sync';
import { harmlessCell } from './harmless-cell.ts';

export type Cell = string | number | null;

/** A table as CSV (RFC 4180, CRLF, UTF-8 with the mark by which Excel knows it), every text cell made harmless. */
export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(harmlessCell));
  return stringify(lines, { bom: true, record_delimiter: 'windows' });
}

/** Further lines of the same table, for a file that is written piece by piece. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(harmlessCell)),
    { record_delimiter: 'windows' },
  );
}
