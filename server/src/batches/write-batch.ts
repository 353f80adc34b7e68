import type { StoredBatchChange } from '@parley/domain/batch.schema';
import type { OwnPart } from '@parley/domain/batch-command';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../auth/caller.ts';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';

/** One row of a batch to be: its id, and what is its own. */
export interface NewItem {
  readonly id: string;
  readonly own: OwnPart | null;
}
interface Origin {
  readonly undoOf?: string;
  readonly retryOf?: string;
}

/** Stores a batch with its fixed rows; from the commit on it will end, whatever stops meanwhile. Answers its id. */
export async function addBatch(
  sql: Queries,
  caller: Caller,
  change: StoredBatchChange,
  items: readonly NewItem[],
  { undoOf, retryOf }: Origin = {},
): Promise<string> {
  const id = uuidv7();
  const actor = actorOf(caller);
  await sql`
    insert into batches (id, change, total, actor_kind, actor_id, person_id, undo_of, retry_of)
    values (${id}, ${jsonText(change)}::text::jsonb, ${items.length}, ${actor.kind}, ${actor.id},
      ${caller.personId}, ${undoOf ?? null}, ${retryOf ?? null})`;
  await sql`
    insert into batch_items (batch_id, collaboration_id, own)
    select ${id}::uuid, i.id, nullif(i.own, 'null'::jsonb)
    from jsonb_to_recordset(${jsonText(items)}::text::jsonb) as i(id uuid, own jsonb)`;
  return id;
}

/** The same change once more for the rows that failed. 409 where none did, or the batch still runs. */
export async function addRetry(sql: Queries, caller: Caller, batchId: string): Promise<string> {
  const { change } = await endedBatch(sql, batchId);
  const items = await sql<NewItem[]>`
    select collaboration_id as id, own from batch_items
    where batch_id = ${batchId} and outcome = 'failed' order by 1`;
  if (items.length === 0)
    throw new Problem('NOTHING_TO_DO', { detail: 'No row of this batch failed.' });
  return await addBatch(sql, caller, change, items, { retryOf: batchId });
}

/** Takes back what a batch did, row by row; what has changed since is refused by name. 409 as above. */
export async function addUndo(sql: Queries, caller: Caller, batchId: string): Promise<string> {
  const { change } = await endedBatch(sql, batchId);
  if (change.kind === 'tags')
    return await addBatch(sql, caller, inverse(change), await tagItems(sql, batchId), {
      undoOf: batchId,
    });
  const items = await sql<{ id: string; seq: number }[]>`
    select collaboration_id as id, seq from batch_items
    where batch_id = ${batchId} and outcome = 'applied' and seq is not null order by 1`;
  if (items.length === 0)
    throw new Problem('NOTHING_TO_DO', { detail: 'This batch altered nothing.' });
  const rows = items.map(({ id, seq }) => ({ id, own: { seq } }));
  return await addBatch(sql, caller, { kind: 'undo', batchId }, rows, { undoOf: batchId });
}

type TagChange = Extract<StoredBatchChange, { kind: 'tags' }>;

function inverse({ add, remove }: TagChange): TagChange {
  return { kind: 'tags', add: remove, remove: add };
}

async function tagItems(sql: Queries, batchId: string): Promise<NewItem[]> {
  return await sql<NewItem[]>`
    select collaboration_id as id, own from batch_items
    where batch_id = ${batchId} and outcome = 'applied' order by 1`;
}

async function endedBatch(
  sql: Queries,
  batchId: string,
): Promise<{ readonly change: StoredBatchChange }> {
  const [row] = await sql<{ change: StoredBatchChange; finished_at: Date | null }[]>`
    select change, finished_at from batches where id = ${batchId} for update`;
  const batch = found(row, 'batch');
  if (batch.finished_at === null)
    throw new Problem('BATCH_RUNNING', { detail: 'This batch has not ended yet.' });
  return batch;
}

/** Whose hand on the batch comes after whose: a cancelled one is not resumed. */
const FROM = {
  pause: { states: ['running'], to: 'paused' },
  resume: { states: ['paused'], to: 'running' },
  cancel: { states: ['running', 'paused'], to: 'cancelling' },
} as const;
export type Control = keyof typeof FROM;

/** Pauses, resumes or cancels; nothing to do where it is so already. 409 where the batch has ended. */
export async function control(sql: Queries, batchId: string, name: Control): Promise<void> {
  const { states, to } = FROM[name];
  const [row] = await sql<{ state: string }[]>`
    select state from batches where id = ${batchId} for update`;
  const { state } = found(row, 'batch');
  if (state === to) return;
  if (!states.some((one) => one === state)) {
    throw new Problem('BATCH_ENDED', { detail: `The batch is ${state}.` });
  }
  await sql`update batches set state = ${to} where id = ${batchId}`;
}
