import type { DecidedChange } from '@parley/domain/batch-command';
import type { PathDeps } from '../commands/path.ts';
import type { Sql } from '../projection/postgres.ts';
import { applyRows } from './apply-rows.ts';
import { applyTags } from './apply-tags.ts';
import { readBatchActor } from './batch-actor.ts';
import { type BatchRow, readBatchRows } from './batch-rows.ts';
import { endBatch } from './end-batch.ts';
import { oneAhead } from './in-lanes.ts';
import { askedItems, nextItems, type OpenAfter, type OpenItem, putBack } from './open-items.ts';
import { storeCommands, type StoredRow } from './store-commands.ts';
import { type ItemOutcome, storeItems } from './store-items.ts';
import { readStoredBatch, type StoredBatch } from './stored-batch.ts';
import { verdictOf } from './verdict.ts';

/** Rows that are got ready together while those before them are asked: pausing is felt within two such parts. */
const PART = 64;
/** One call takes no new part after so long, and no more than so many rows: a killed worker repeats little. */
const CHUNK_MS = 20_000;
const CHUNK = 1_000;

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
  const chunk = new Chunk(deps, batchId);
  await applyRows(deps, oneAhead(chunk.parts()), { batchId, moved });
  const { batch, taken, stoppedBy } = chunk;
  if (batch === null || batch.hasEnded) return 'ended';
  const isLeft = await putBack(deps.sql, batchId, taken);
  if (stoppedBy === 'pause') return 'paused';
  if (stoppedBy === 'limit') return 'more';
  if (isLeft) return 'waiting';
  await endBatch(deps.sql, batch);
  return 'ended';
}

/** The rows of one call, part by part, and why there were no more of them. */
class Chunk {
  batch: StoredBatch | null = null;
  readonly taken: string[] = [];
  /** `end`: no row without an outcome follows. */
  stoppedBy: 'end' | 'pause' | 'limit' = 'limit';
  readonly #deps: PathDeps;
  readonly #batchId: string;

  constructor(deps: PathDeps, batchId: string) {
    this.#deps = deps;
    this.#batchId = batchId;
  }

  /** Looks at the batch before each part: somebody may have paused or cancelled it. */
  async *parts(): AsyncGenerator<readonly StoredRow[]> {
    const { sql } = this.#deps;
    const end = Date.now() + CHUNK_MS;
    let after: OpenAfter = null;
    while (Date.now() < end && this.taken.length < CHUNK) {
      const batch = (this.batch = await readStoredBatch(sql, this.#batchId));
      if (batch === null || batch.hasEnded) return;
      if (batch.state === 'paused') return void (this.stoppedBy = 'pause');
      const next = batch.state === 'cancelling' ? askedItems : nextItems;
      const due: OpenItem[] = await next(sql, batch.id, after, PART);
      after = due.at(-1) ?? after;
      if (due.length === 0) return void (this.stoppedBy = 'end');
      this.taken.push(...due.map(({ id }) => id));
      yield await readyRows(sql, batch, due);
    }
  }
}

/** Settles what needs no workflow, and stores the commands of all other rows, ready to be sent. */
async function readyRows(
  sql: Sql,
  batch: StoredBatch,
  items: readonly OpenItem[],
): Promise<StoredRow[]> {
  const { change } = batch;
  if (change.kind === 'tags') {
    await applyTags(sql, batch, change, items);
    return [];
  }
  const { role } = await readBatchActor(sql, batch.actor, batch.personId);
  const rows = await readBatchRows(sql, {
    rows: items,
    personId: batch.personId,
    ownerId: change.kind === 'owner' ? change.ownerId : null,
  });
  const { wanted, settled } = sorted(rows, role, change);
  if (settled.length > 0)
    await sql.begin((transaction) => storeItems(transaction, batch.id, settled));
  if (wanted.length === 0) return [];
  const stored = await storeCommands(sql, batch, wanted);
  // What waits behind an older change of its collaboration is sent with it, by whoever sends that one.
  return stored.filter((row) => !row.mustWait);
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
