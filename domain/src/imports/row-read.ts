/** What is wrong with one cell of a row; `column` counts from 0, null: the row as a whole. */
export interface CellError {
  readonly column: number | null;
  readonly message: string;
}

/** What reading a row by its mapping came to. */
export type RowRead<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly CellError[] };

/** What reading one cell came to. */
export type CellRead<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** For each column of a file the field it fills; null: left out. */
export type Mapping = readonly (string | null)[];
