import type { Named } from '../view.ts';
import type { ImportKind } from './import-fields.ts';
import type { ImportState, RowOutcome } from './import-states.ts';

/** What is wrong with a row: the file's line on which it begins, the column counted from 0, null for the whole row. */
export interface ImportErrorView {
  readonly line: number;
  readonly column: number | null;
  readonly columnName: string | null;
  readonly message: string;
}
export interface ImportRowView {
  readonly row: number;
  readonly line: number;
  /** As they stood in the file; none once the row is in. */
  readonly cells: readonly string[];
  /** Null: not done. */
  readonly outcome: RowOutcome | null;
  readonly errors: readonly ImportErrorView[];
  /** The creator or the collaboration. */
  readonly entityId: string | null;
}
export interface ImportColumnView {
  readonly name: string;
  /** What it fills, and how that is called; null: left out. */
  readonly field: string | null;
  readonly label: string | null;
}

/** An import as `GET /api/imports/:id` and the socket answer it. */
export interface ImportView {
  readonly id: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly state: ImportState;
  readonly encoding: string;
  readonly delimiter: string;
  readonly columns: readonly ImportColumnView[];
  /** Labels of required fields that no column fills; it starts only without any. */
  readonly missing: readonly string[];
  readonly duplicates: 'skip' | 'update';
  readonly createCreators: boolean;
  readonly total: number;
  /** What the last look at the rows found, before the start: rows that will be refused, and that exist already. */
  readonly invalid: number;
  readonly existing: number;
  readonly done: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly refused: number;
  readonly pending: number;
  readonly failure: string | null;
  readonly createdBy: Named;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** The first rows, while it has not begun; in lists and on the socket none. */
  readonly preview: readonly ImportRowView[];
}
