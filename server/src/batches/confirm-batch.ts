import type { DryRunView } from '@parley/domain/batch-view';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.ts';
import { Problem } from '../http/problem.ts';
import type { NewBatch } from './batch-body.ts';
import { dryRun } from './dry-run.ts';
import { newItems } from './new-items.ts';
import { requireSound } from './require-sound.ts';
import { selectedIds } from './selected-ids.ts';
import { addBatch } from './write-batch.ts';

/**
 * Fixes the rows of a selection; what it answers stores the batch over them, in a transaction, and answers its id.
 * Only the storing refuses: a request that is repeated gets its first answer, also when its filter selects nothing
 * any more.
 */
export async function confirmBatch(
  sql: Sql,
  caller: Caller,
  { change, selection }: NewBatch,
): Promise<(sql: Queries) => Promise<string>> {
  const ids = await selectedIds(sql, caller, selection).catch(orProblem);
  return async (transaction) => {
    await requireSound(transaction, change);
    if (ids instanceof Problem) throw ids;
    return await addBatch(transaction, caller, change, await newItems(transaction, ids, change));
  };
}

function orProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

/** Counts what would happen and keeps the counted rows for a day, so that confirming them means these and no other. */
export async function foreseeBatch(
  sql: Sql,
  caller: Caller,
  { change, selection }: NewBatch,
): Promise<DryRunView> {
  await requireSound(sql, change);
  const ids = await selectedIds(sql, caller, selection);
  const items = await newItems(sql, ids, change);
  const selectionId = uuidv7();
  await sql`
    insert into selections (id, account_id, ids) values (${selectionId}, ${caller.accountId}, ${[...ids]}::uuid[])`;
  return { ...(await dryRun(sql, caller, items, change)), selectionId };
}

/** Forgets counted selections after a day. Safe to repeat. */
export async function forgetSelections(sql: Queries): Promise<void> {
  await sql`delete from selections where created_at < now() - interval '1 day'`;
}
