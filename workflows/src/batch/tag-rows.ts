import type { BatchChange } from '@parley/domain/batch.schema';
import type { Role } from '@parley/domain/view';
import type { Queries } from '../projection/postgres.ts';
import type { BatchRow } from './batch-rows.ts';
import { accessRefusal } from './verdict.ts';

type TagChange = Extract<BatchChange, { kind: 'tags' }>;

/** What tagging the creator of one row comes to. */
export type TagVerdict =
  | { readonly outcome: 'applied'; readonly creatorId: string }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly code: string; readonly detail: string };

/**
 * For each row whether its creator's tags would change. A second row of one creator is unchanged; `seen` names the
 * creators of earlier rows and is added to.
 */
export async function tagVerdicts(
  sql: Queries,
  rows: readonly BatchRow[],
  role: Role | null,
  { add, remove }: TagChange,
  seen: Set<string>,
): Promise<TagVerdict[]> {
  const creatorIds = rows.flatMap((row) => row.state?.creatorId ?? []);
  const [wanted, unwanted] = [[...new Set(add)], [...new Set(remove)]];
  const changing = await sql<{ id: string }[]>`
    select c.id from creators c where c.id = any(${creatorIds}::uuid[]) and (
      (select count(*) from creator_tags t where t.creator_id = c.id and t.tag_id = any(${wanted}::uuid[])) < ${wanted.length}
      or exists (select 1 from creator_tags t where t.creator_id = c.id and t.tag_id = any(${unwanted}::uuid[])))`;
  const willChange = new Set(changing.map((row) => row.id));
  return rows.map((row): TagVerdict => {
    const denied = accessRefusal(row, role);
    if (denied?.kind === 'refused')
      return { outcome: 'refused', code: denied.code, detail: denied.detail };
    const creatorId = row.state?.creatorId;
    if (creatorId === undefined || seen.has(creatorId) || !willChange.has(creatorId))
      return { outcome: 'unchanged' };
    seen.add(creatorId);
    return { outcome: 'applied', creatorId };
  });
}
