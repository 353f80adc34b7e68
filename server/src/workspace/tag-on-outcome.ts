import type { WorkspaceView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { invalid } from '../http/problem.ts';
import type { WorkspaceChange } from './workspace-change.ts';

type TagOnOutcome = WorkspaceView['tagOnOutcome'];

/** The tags of outcomes after a change; 422 for one that is not there. The caller holds the row of the workspace. */
export async function tagsAfter(
  sql: Queries,
  before: TagOnOutcome,
  change: NonNullable<WorkspaceChange['tagOnOutcome']>,
): Promise<TagOnOutcome> {
  const wanted = Object.values(change).filter((id) => id !== null && id !== undefined);
  const rows = await sql<{ id: string }[]>`
    select id from tags where id = any(${wanted}::uuid[]) for key share`;
  const known = new Set(rows.map((row) => row.id));
  const errors = Object.entries(change).flatMap(([outcome, id]) =>
    id && !known.has(id) ? [{ path: `tagOnOutcome.${outcome}`, message: 'must be a tag' }] : [],
  );
  if (errors.length > 0) throw invalid(errors);
  const { Completed = before.Completed, Cancelled = before.Cancelled } = change;
  return { Completed, Cancelled };
}
