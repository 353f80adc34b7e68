import type { BatchChange } from '@parley/domain/batch.schema';
import type { Sql } from '../projection/postgres.ts';
import { announce } from '../projection/store-changes.ts';
import { readBatchActor } from './batch-actor.ts';
import { readBatchRows } from './batch-rows.ts';
import { type ItemOutcome, storeItems } from './store-items.ts';
import type { StoredBatch } from './stored-batch.ts';
import type { OpenItem } from './open-items.ts';
import { tagVerdicts } from './tag-rows.ts';

type TagChange = Extract<BatchChange, { kind: 'tags' }>;

/** Tags the creators of a chunk of rows, in one transaction with the outcomes. Safe to repeat. */
export async function applyTags(
  sql: Sql,
  batch: StoredBatch,
  change: TagChange,
  items: readonly OpenItem[],
): Promise<void> {
  await sql.begin(async (transaction) => {
    const { role } = await readBatchActor(transaction, batch.actor, batch.personId);
    const rows = await readBatchRows(transaction, {
      ...{ rows: items, personId: batch.personId, ownerId: null },
    });
    const verdicts = await tagVerdicts(transaction, rows, role, change, new Set());
    const changed = verdicts.flatMap((one) => (one.outcome === 'applied' ? one.creatorId : []));
    await transaction`
      insert into creator_tags (creator_id, tag_id)
      select c.id, t.id from creators c, tags t
      where c.id = any(${changed}::uuid[]) and t.id = any(${change.add}::uuid[]) order by 1, 2
      on conflict do nothing`;
    await transaction`
      delete from creator_tags where creator_id = any(${changed}::uuid[]) and tag_id = any(${change.remove}::uuid[])`;
    const outcomes = rows.flatMap((row, index): ItemOutcome[] => {
      const verdict = verdicts[index];
      if (!verdict) return [];
      const { outcome } = verdict;
      const why = outcome === 'refused' ? { code: verdict.code, detail: verdict.detail } : {};
      return [{ collaborationId: row.id, outcome, ...why }];
    });
    await storeItems(transaction, batch.id, outcomes);
    for (const id of changed) await announce(transaction, { kind: 'creator', id });
  });
}
