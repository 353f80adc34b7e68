import type { SortKey } from './query.ts';

export const COLUMN_IDS = [
  'creator',
  'status',
  'campaign',
  'compensation',
  'due',
  'delivery',
  'tags',
  'validation',
  'owner',
  'updated',
  'created',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  readonly sort: SortKey | null;
  /** Which way the first click sorts. */
  readonly newestFirst?: boolean;
  /** Shown until the person chooses; the creator always is. */
  readonly isUsual: boolean;
  /** The least width it can be given, and the one it counts with before it is dragged; pixels. */
  readonly least: number;
  readonly usual: number;
}

/** The table's columns in their usual order; how they share the width is in table.css. */
export const COLUMNS: readonly Column[] = [
  column('creator', 'Creator', 'creator', 160, 250),
  column('status', 'Status', 'status', 100, 116),
  column('campaign', 'Campaign', 'campaign', 64, 110),
  { ...column('compensation', 'Compensation', 'compensation', 72, 124), newestFirst: true },
  column('due', 'Due', 'due', 64, 84),
  column('delivery', 'Delivery', null, 48, 104),
  column('tags', 'Tags', null, 56, 110),
  { ...column('validation', 'Validator', 'validation', 64, 84), newestFirst: true },
  column('owner', 'Owner', null, 48, 72),
  { ...column('updated', 'Updated', 'updated', 56, 80), newestFirst: true },
  { ...column('created', 'Created', 'created', 56, 84), newestFirst: true, isUsual: false },
];

function column(
  id: ColumnId,
  label: string,
  sort: SortKey | null,
  least: number,
  usual: number,
): Column {
  return { id, label, sort, isUsual: true, least, usual };
}

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
