import { derivedId } from '@parley/domain/ids';
import { jsonText, type Queries, type Sql } from '../projection/postgres.ts';
import { NOTIFICATION_CHANNEL } from '../projection/store-reminders.ts';
import { announceBatch, storeItems } from './store-items.ts';
import type { StoredBatch } from './stored-batch.ts';

/**
 * Ends a batch: rows that were never asked are cancelled with it, and everybody who owns an altered collaboration
 * gets one notification in all, but not whoever started it. Safe to repeat.
 */
export async function endBatch(sql: Sql, batch: StoredBatch): Promise<void> {
  await sql.begin(async (transaction) => {
    const open = await transaction<{ id: string }[]>`
      select collaboration_id as id from batch_items where batch_id = ${batch.id} and outcome is null for update`;
    await storeItems(
      transaction,
      batch.id,
      open.map(({ id }) => ({ collaborationId: id, outcome: 'cancelled' })),
    );
    await transaction`
      update batches set state = case state when 'cancelling' then 'cancelled' else 'completed' end, finished_at = now()
      where id = ${batch.id} and finished_at is null`;
    await notify(transaction, batch);
    await announceBatch(transaction, batch.id);
  });
}

interface Told {
  readonly person_id: string;
  readonly count: number;
}

async function notify(sql: Queries, batch: StoredBatch): Promise<void> {
  const people = await sql<Told[]>`
    select c.owner_id as person_id, count(*) as count from batch_items i
    join collaborations c on c.id = i.collaboration_id join people p on p.id = c.owner_id
    where i.batch_id = ${batch.id} and i.outcome = 'applied' and p.disabled_at is null
      and c.owner_id <> ${batch.personId} group by 1`;
  for (const { person_id, count } of people) {
    const data = { batchId: batch.id, kind: batch.change.kind, count };
    await sql`
      insert into notifications (id, person_id, kind, code, data)
      values (${derivedId(batch.id, person_id)}, ${person_id}, 'notification', 'BATCH_DONE', ${jsonText(data)}::text::jsonb)
      on conflict do nothing`;
    await sql`select pg_notify(${NOTIFICATION_CHANNEL}, ${person_id})`;
  }
}
