/** What a spreadsheet takes for a formula when a cell begins with it. Source: OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * A text as a CSV cell that no spreadsheet runs: one that begins like a formula gets an apostrophe in front, which
 * spreadsheets do not show. Numbers stay numbers, also negative ones; null is empty.
 */
export function harmlessCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return FORMULA.test(value) ? `'${value}` : value;
}
