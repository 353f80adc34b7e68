import type { CellError } from './row-read.ts';

/** A row with more cells than the header has names: an unquoted delimiter shifted what follows it. */
export function extraCells(columns: number, cells: readonly string[]): CellError[] {
  if (cells.slice(columns).every((cell) => cell.trim() === '')) return [];
  return [{ column: null, message: `has ${cells.length} cells where the header has ${columns}` }];
}
