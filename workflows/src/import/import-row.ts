import type { ImportKind } from '@parley/domain/imports/import-fields';
import type { CellError, Mapping } from '@parley/domain/imports/row-read';
import type { ImportState, RowOutcome } from '@parley/domain/imports/import-states';

/** An import as whoever works through its rows needs it. */
export interface ImportJob {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly mapping: Mapping;
  readonly duplicates: 'skip' | 'update';
  readonly createsCreators: boolean;
  readonly total: number;
  readonly accountKind: 'member' | 'token';
  readonly accountId: string;
  readonly personId: string;
  /** Instant at which it was started: all its changes carry it. */
  readonly startedAt: string;
}

/** A row of the file that is not done yet. */
export interface PendingRow {
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
}

/** What became of a row. */
export interface RowResult {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly errors?: readonly CellError[];
  /** The creator or the collaboration that it made, changed or met. */
  readonly entityId?: string | null;
}

/** A refusal of one whole row, or of one of its columns. */
export function refusedRow(row: number, message: string, column: number | null = null): RowResult {
  return { row, outcome: 'refused', errors: [{ column, message }] };
}
