import { ROW_OUTCOMES } from '@parley/domain/imports/import-states';
import type { ImportRowView, ImportView } from '@parley/domain/imports/import-view';
import type { Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import { limit } from '../http/query.ts';
import { pageCursor, positionOf } from '../read/page-cursor.ts';
import { readRows } from './import-view.ts';

const OUTCOMES = [...ROW_OUTCOMES, 'pending'] as const;

export const rowsQuery = z.strictObject({
  outcome: z.enum(OUTCOMES, { error: `must be one of ${OUTCOMES.join(', ')}` }).optional(),
  limit,
  cursor: z.string().max(1_000).optional(),
});

/** A page of the file's rows. Before the start, those that were found wrong count as refused. */
export async function readRowsPage(
  sql: Queries,
  view: ImportView,
  { outcome, limit, cursor }: z.infer<typeof rowsQuery>,
): Promise<Page<ImportRowView>> {
  const after = cursor === undefined ? 0 : positionOf(cursor, 'import rows', z.int().min(0));
  const isReady = view.state === 'ready';
  const where =
    outcome === undefined
      ? sql`true`
      : outcome === 'pending'
        ? sql`outcome is null`
        : outcome === 'refused' && isReady
          ? sql`errors is not null`
          : sql`outcome = ${outcome}`;
  const items = await readRows(sql, view, where, { after, limit: limit + 1 });
  const last = items[limit - 1];
  const counts = { ...view, refused: isReady ? view.invalid : view.refused };
  return {
    items: items.slice(0, limit),
    nextCursor: items.length > limit && last ? pageCursor('import rows', last.row) : null,
    total: outcome === undefined ? view.total : counts[outcome],
  };
}
