export const IMPORT_STATES = [
  'ready',
  'running',
  'paused',
  'cancelling',
  'completed',
  'cancelled',
  'failed',
] as const;
/** ready: not begun, everything about it can be changed; the last three are final. */
export type ImportState = (typeof IMPORT_STATES)[number];

export const ROW_OUTCOMES = ['created', 'updated', 'skipped', 'refused'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Whether it works, or will go on to. */
export function isUnderWay(state: ImportState): boolean {
  return state === 'running' || state === 'paused' || state === 'cancelling';
}
