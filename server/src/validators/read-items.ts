import { SCORE_LABELS } from '@parley/domain/validation';
import {
  RUN_OUTCOMES,
  type RunOutcome,
  type ValidationItemView,
} from '@parley/domain/validator-view';
import type { Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import { limit, many } from '../http/query.ts';
import { pageCursor, positionOf } from '../read/page-cursor.ts';

const SCORES = ['0', '1', '2', '3'] as const;

/** The query of a run's creators, in the order of the run. */
export const itemListQuery = z.strictObject({
  outcome: many(z.enum(RUN_OUTCOMES, { error: `must be one of ${RUN_OUTCOMES.join(', ')}` })),
  score: many(z.enum(SCORES, { error: 'must be 0, 1, 2 or 3' })),
  limit,
  cursor: z.string().min(1).max(2_000).optional(),
});
export type ItemListQuery = z.output<typeof itemListQuery>;

interface Row {
  readonly position: number;
  readonly creator_id: string;
  readonly name: string | null;
  readonly outcome: Exclude<RunOutcome, 'pending'> | null;
  readonly score: 0 | 1 | 2 | 3 | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly at: Date | null;
}

/** A page of what became of the creators of a run. */
export async function readItems(
  sql: Queries,
  runId: string,
  { outcome, score, limit: most, cursor }: ItemListQuery,
): Promise<Page<ValidationItemView>> {
  const bound = ['validation items', runId, outcome, score];
  const after = cursor === undefined ? -1 : positionOf(cursor, bound, z.int());
  const where = sql`i.run_id = ${runId}
    ${outcome.length > 0 ? sql`and coalesce(i.outcome, 'pending') = any(${outcome}::text[])` : sql``}
    ${score.length > 0 ? sql`and i.score::text = any(${score}::text[])` : sql``}`;
  const [rows, totals] = await Promise.all([
    sql<Row[]>`
      select i.position, i.creator_id, c.name, i.outcome, i.score, i.reason, i.detail, i.at
      from validation_items i left join creators c on c.id = i.creator_id
      where ${where} and i.position > ${after} order by i.position limit ${most + 1}`,
    sql<{ total: number }[]>`select count(*) as total from validation_items i where ${where}`,
  ]);
  const page = rows.slice(0, most);
  const last = page.at(-1);
  return {
    items: page.map(viewOf),
    nextCursor: rows.length > most && last ? pageCursor(bound, last.position) : null,
    total: totals[0]?.total ?? 0,
  };
}

function viewOf({ creator_id, name, outcome, score, reason, detail, at }: Row): ValidationItemView {
  return {
    creator: { id: creator_id, name: name ?? 'Removed creator' },
    outcome: outcome ?? 'pending',
    score,
    label: score === null ? null : SCORE_LABELS[score],
    reason,
    detail,
    at: at?.toISOString() ?? null,
  };
}
