import type { SortKey } from './query.ts';

export type ColumnId =
  | 'creator'
  | 'status'
  | 'campaign'
  | 'compensation'
  | 'due'
  | 'delivery'
  | 'validation'
  | 'owner'
  | 'updated';

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  readonly sort: SortKey | null;
  /** Which way the first click sorts. */
  readonly newestFirst?: boolean;
}

/** The table's columns in their order; widths are in the table's grid. */
export const COLUMNS: readonly Column[] = [
  { id: 'creator', label: 'Creator', sort: 'creator' },
  { id: 'status', label: 'Status', sort: 'status' },
  { id: 'campaign', label: 'Campaign', sort: 'campaign' },
  { id: 'compensation', label: 'Compensation', sort: 'compensation', newestFirst: true },
  { id: 'due', label: 'Due', sort: 'due' },
  { id: 'delivery', label: 'Delivery', sort: null },
  { id: 'validation', label: 'Validator', sort: 'validation', newestFirst: true },
  { id: 'owner', label: 'Owner', sort: null },
  { id: 'updated', label: 'Updated', sort: 'updated', newestFirst: true },
];

export const SORT_LABELS: Record<SortKey, string> = {
  attention: 'Attention',
  created: 'Created',
  updated: 'Updated',
  status: 'Status',
  due: 'Due',
  compensation: 'Compensation',
  creator: 'Creator',
  campaign: 'Campaign',
  validation: 'Validator',
};
