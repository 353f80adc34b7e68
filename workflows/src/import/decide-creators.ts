import { type CreatorRow, readCreatorRow } from '@parley/domain/imports/creator-row';
import { extraCells } from '@parley/domain/imports/extra-cells';
import { derivedId } from '@parley/domain/ids';
import type { Queries } from '../projection/postgres.ts';
import { type CreatorDraft, withRow } from './creator-drafts.ts';
import { type ImportJob, type PendingRow, refusedRow, type RowResult } from './import-row.ts';
import { type KnownHandle, knownHandles } from './known-handles.ts';

/** What a chunk of rows comes to: the creators to store, and an outcome for every row. */
export interface DecidedCreators {
  readonly drafts: ReadonlyMap<string, CreatorDraft>;
  readonly results: readonly RowResult[];
}
interface ReadRow {
  readonly row: PendingRow;
  readonly read: CreatorRow;
  readonly handles: readonly KnownHandle[];
}
type Plan = Pick<ImportJob, 'id' | 'mapping' | 'duplicates'>;

/**
 * Decides a chunk of rows in the order of the file; a creator whom an earlier row brought is there for later ones.
 * Whoever decides one chunk after the other without storing any hands `broughtBy` on.
 */
export async function decideCreators(
  sql: Queries,
  plan: Plan,
  rows: readonly PendingRow[],
  broughtBy = new Map<string, string>(),
): Promise<DecidedCreators> {
  const results: RowResult[] = [];
  const readable: { row: PendingRow; read: CreatorRow }[] = [];
  for (const row of rows) {
    const extra = extraCells(plan.mapping.length, row.cells);
    const read = readCreatorRow(plan.mapping, row.cells);
    if (read.ok && extra.length === 0) readable.push({ row, read: read.value });
    else {
      const errors = [...extra, ...(read.ok ? [] : read.errors)];
      results.push({ row: row.row, outcome: 'refused', errors });
    }
  }
  const known = (
    await knownHandles(
      sql,
      readable.flatMap(({ read }) => read.creator.handles),
    )
  ).values();
  const drafts = new Map<string, CreatorDraft>();
  for (const { row, read } of readable) {
    const handles = read.creator.handles.flatMap(() => known.next().value ?? []);
    results.push(decide(plan, { row, read, handles }, drafts, broughtBy));
  }
  return { drafts, results };
}

function decide(
  { id: importId, duplicates }: Plan,
  { row: { row }, read, handles }: ReadRow,
  drafts: Map<string, CreatorDraft>,
  broughtBy: Map<string, string>,
): RowResult {
  const owners = new Set(
    handles.flatMap(({ key, creatorId }) => broughtBy.get(key) ?? creatorId ?? []),
  );
  const [owner] = owners;
  if (owners.size > 1) return refusedRow(row, 'its handles belong to different creators already');
  if (owner !== undefined && duplicates === 'skip') {
    const message = `${nameOf(owner, handles, drafts)} is there already`;
    return { row, outcome: 'skipped', entityId: owner, errors: [{ column: null, message }] };
  }
  const id = owner ?? derivedId(importId, 'creator', row);
  const keys = handles.map(({ key }) => key);
  drafts.set(id, withRow(drafts.get(id) ?? { id, isNew: owner === undefined }, read, keys));
  for (const key of keys) broughtBy.set(key, id);
  return { row, outcome: owner === undefined ? 'created' : 'updated', entityId: id };
}

function nameOf(
  id: string,
  handles: readonly KnownHandle[],
  drafts: ReadonlyMap<string, CreatorDraft>,
): string {
  return (
    handles.find(({ creatorId }) => creatorId === id)?.creatorName ?? drafts.get(id)?.name ?? 'It'
  );
}
