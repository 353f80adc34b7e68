import type { DecidedChange } from '@parley/domain/batch-command';
import type { PathDeps } from '../commands/path.ts';
import { applyRows } from './apply-rows.ts';
import { applyTags } from './apply-tags.ts';
import { readBatchActor } from './batch-actor.ts';
import { type BatchRow, readBatchRows } from './batch-rows.ts';
import { endBatch } from './end-batch.ts';
import { askedItems, nextItems, type OpenItem, putBack } from './open-items.ts';
import { storeCommands } from './store-commands.ts';
import { type ItemOutcome, storeItems } from './store-items.ts';
import { readStoredBatch, type StoredBatch } from './stored-batch.ts';
import { verdictOf } from './verdict.ts';

/** Rows of one call: a second or two of work, so that pausing is felt and a killed worker repeats little. */
const CHUNK = 200;

/** What comes next: another chunk, a pause until somebody resumes, a wait for rows that got no answer, or nothing. */
export type AfterChunk = 'more' | 'paused' | 'waiting' | 'ended';

/**
 * Applies the next rows of a batch, whichever have no outcome yet; ends it when there are none. Safe to repeat and
 * to cut off anywhere: what a row was told is derived from the batch, so it is told once.
 */
export async function applyChunk(
  deps: PathDeps,
  batchId: string,
  moved: () => void,
): Promise<AfterChunk> {
  const batch = await readStoredBatch(deps.sql, batchId);
  if (batch === null || batch.hasEnded) return 'ended';
  if (batch.state === 'paused') return 'paused';
  const next = batch.state === 'cancelling' ? askedItems : nextItems;
  const due = await next(deps.sql, batchId, CHUNK);
  if (due.length === 0) {
    await endBatch(deps.sql, batch);
    return 'ended';
  }
  await apply(deps, batch, due, moved);
  const isLeft = await putBack(
    deps.sql,
    batchId,
    due.map((item) => item.id),
  );
  return isLeft && due.length < CHUNK ? 'waiting' : 'more';
}

async function apply(
  deps: PathDeps,
  batch: StoredBatch,
  items: readonly OpenItem[],
  moved: () => void,
): Promise<void> {
  const { change } = batch;
  if (change.kind === 'tags') return await applyTags(deps.sql, batch, change, items);
  const { role } = await readBatchActor(deps.sql, batch.actor, batch.personId);
  const rows = await readBatchRows(deps.sql, {
    rows: items,
    personId: batch.personId,
    ownerId: change.kind === 'owner' ? change.ownerId : null,
  });
  const { wanted, settled } = sorted(rows, role, change);
  if (settled.length > 0)
    await deps.sql.begin((transaction) => storeItems(transaction, batch.id, settled));
  if (wanted.length === 0) return;
  const stored = await storeCommands(deps.sql, batch, wanted);
  // What waits behind an older change of its collaboration is sent with it, by whoever sends that one.
  const ready = stored.filter((row) => !row.mustWait);
  await applyRows(deps, ready, { batchId: batch.id, moved });
}

type Wanted = Parameters<typeof storeCommands>[2][number];

function sorted(
  rows: readonly BatchRow[],
  role: Parameters<typeof verdictOf>[1],
  change: DecidedChange,
): { readonly wanted: readonly Wanted[]; readonly settled: readonly ItemOutcome[] } {
  const wanted: Wanted[] = [];
  const settled: ItemOutcome[] = [];
  for (const row of rows) {
    const verdict = verdictOf(row, role, change);
    if (verdict.kind === 'ask')
      wanted.push({ collaborationId: row.id, version: row.version, change: verdict.change });
    else if (verdict.kind === 'unchanged')
      settled.push({ collaborationId: row.id, outcome: 'unchanged' });
    else {
      const { code, detail } = verdict;
      settled.push({ collaborationId: row.id, outcome: 'refused', code, detail });
    }
  }
  return { wanted, settled };
}
