import type { CellError, CellRead, Mapping } from './row-read.ts';

/** Put before a cell by whoever wrote the file, ourselves included, so that no spreadsheet runs it. */
const GUARD = /^'(?=[=+\-@])/;

/** The cells of one row by the fields they fill, and what is found wrong with them on the way. */
export class RowCells {
  readonly errors: CellError[] = [];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #cells: readonly string[];

  constructor(mapping: Mapping, cells: readonly string[]) {
    this.#columns = new Map(
      mapping.flatMap((field, column) => (field === null ? [] : [[field, column] as const])),
    );
    this.#cells = cells;
  }

  /** The trimmed cell of a field; null where it is empty or no column fills the field. */
  text(field: string): string | null {
    const column = this.#columns.get(field);
    const cell = column === undefined ? '' : (this.#cells[column] ?? '').trim();
    return cell.replace(GUARD, '') || null;
  }

  /** The cell of a field as `reader` takes it; null where it is empty or wrong, which is then noted. */
  read<T>(field: string, reader: (cell: string) => CellRead<T>): T | null {
    const cell = this.text(field);
    if (cell === null) return null;
    const result = reader(cell);
    if (result.ok) return result.value;
    this.refuse(field, result.message);
    return null;
  }

  /** Notes what is wrong with a field; one that no column fills is the row's. */
  refuse(field: string, message: string): void {
    this.errors.push({ column: this.#columns.get(field) ?? null, message });
  }
}
