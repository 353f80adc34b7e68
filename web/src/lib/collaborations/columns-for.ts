import { COLUMNS, type Column } from './columns.ts';

/** The validator's column comes with the first creator that was validated. */
export function columnsFor(hasValidation: boolean): readonly Column[] {
  return hasValidation ? COLUMNS : COLUMNS.filter((column) => column.id !== 'validation');
}
