import type { BatchItemView } from '@parley/domain/batch-view';
import { csvText } from '../csv/csv-text.ts';

const HEAD = ['Collaboration', 'Creator', 'Campaign', 'Outcome', 'Code', 'Detail'] as const;

/** What became of each row of a batch, as a table. */
export function outcomesCsv(items: readonly BatchItemView[]): string {
  return csvText(
    HEAD,
    items.map((item) => [
      item.collaborationId,
      item.creator,
      item.campaign,
      item.outcome ?? 'pending',
      item.code,
      item.detail,
    ]),
  );
}
