import { importFields } from '@parley/domain/imports/import-fields';
import type { ImportState } from '@parley/domain/imports/import-states';
import type { ImportView } from '@parley/domain/imports/import-view';
import { setImportState } from '@parley/workflows/import/import-store';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import { found } from '../http/not-found.ts';
import { invalid, Problem } from '../http/problem.ts';
import { readImport, visibleImports } from './import-view.ts';
import { forgetLook, lookAtRows } from './look-at-rows.ts';
import { type NewFile, storeFile } from './store-file.ts';

export const importChange = z
  .strictObject({
    name: z.string().trim().min(1).max(500).optional(),
    /** For each column of the file the field it fills, null to leave it out. */
    mapping: z.array(z.string().max(100).nullable()).max(300).optional(),
    duplicates: z.enum(['skip', 'update'], { error: 'must be skip or update' }).optional(),
    createCreators: z.boolean().optional(),
  })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type ImportChange = z.output<typeof importChange>;

/** Keeps a file and looks at its rows; nothing is imported before it is started. */
export async function addImport(sql: Queries, caller: Caller, file: NewFile): Promise<ImportView> {
  await storeFile(sql, caller, file);
  return await lookedAt(sql, caller, file.id);
}

/** Changes how an import that has not begun reads its file, and looks at all rows again. */
export async function changeImport(
  sql: Queries,
  caller: Caller,
  id: string,
  { name, mapping, duplicates, createCreators }: ImportChange,
): Promise<ImportView> {
  const before = await lockedImport(sql, caller, id);
  requireState(before, ['ready'], 'changed');
  if (mapping) requireMapping(before, mapping);
  await sql`
    update imports set name = coalesce(${name ?? null}, name), duplicates = coalesce(${duplicates ?? null}, duplicates),
      mapping = coalesce(${mapping ? jsonText(mapping) : null}::text::jsonb, mapping),
      creates_creators = coalesce(${createCreators ?? null}, creates_creators)
    where id = ${id}`;
  return await lookedAt(sql, caller, id);
}

async function lookedAt(sql: Queries, caller: Caller, id: string): Promise<ImportView> {
  const view = found(await readImport(sql, caller, id), 'import');
  const mapping = view.columns.map(({ field }) => field);
  const plan = { ...view, mapping, createsCreators: view.createCreators };
  if (view.missing.length === 0) await lookAtRows(sql, plan, caller);
  else await forgetLook(sql, id);
  return found(await readImport(sql, caller, id), 'import');
}

function requireMapping({ kind, columns }: ImportView, mapping: readonly (string | null)[]): void {
  const known = new Set(importFields(kind).map(({ field }) => field));
  const errors = mapping.flatMap((field, column) => {
    if (field === null) return [];
    const path = `mapping.${column}`;
    if (!known.has(field)) return [{ path, message: `must be a field of ${kind}` }];
    const isTwice = mapping.indexOf(field) < column;
    return isTwice ? [{ path, message: 'is filled by another column already' }] : [];
  });
  if (mapping.length !== columns.length)
    errors.push({ path: 'mapping', message: `must have ${columns.length} entries, one a column` });
  if (errors.length > 0) throw invalid(errors);
}

/** Begins: 409 COLUMNS_MISSING where a required column is not there. The caller starts the workflow. */
export async function beginImport(sql: Queries, caller: Caller, id: string): Promise<ImportView> {
  const before = await lockedImport(sql, caller, id);
  requireState(before, ['ready'], 'started');
  if (before.missing.length > 0)
    throw new Problem('COLUMNS_MISSING', {
      detail: `No column of the file is mapped to: ${before.missing.join(', ')}.`,
      members: { missing: before.missing },
    });
  return await moved(sql, caller, id, 'running');
}

/** Pauses, resumes or cancels; where it is so already nothing changes. */
export async function moveImport(
  sql: Queries,
  caller: Caller,
  id: string,
  move: keyof typeof MOVES,
): Promise<ImportView> {
  const before = await lockedImport(sql, caller, id);
  const { from, to, word, done } = MOVES[move];
  if (done.includes(before.state)) return before;
  requireState(before, from, word);
  return await moved(sql, caller, id, to);
}

const MOVES: Readonly<Record<'pause' | 'resume' | 'cancel', Move>> = {
  pause: { from: ['running'], to: 'paused', done: ['paused'], word: 'paused' },
  resume: { from: ['paused'], to: 'running', done: ['running'], word: 'resumed' },
  cancel: {
    from: ['running', 'paused'],
    to: 'cancelling',
    done: ['cancelling', 'cancelled'],
    word: 'cancelled',
  },
};
interface Move {
  readonly from: readonly ImportState[];
  readonly to: ImportState;
  readonly done: readonly ImportState[];
  readonly word: string;
}

/** Forgets a file that has not begun, or an import that is over; what came in stays. */
export async function removeImport(sql: Queries, caller: Caller, id: string): Promise<void> {
  const before = await lockedImport(sql, caller, id);
  requireState(before, ['ready', 'completed', 'cancelled', 'failed'], 'deleted');
  await sql`delete from imports where id = ${id}`;
}

async function moved(
  sql: Queries,
  caller: Caller,
  id: string,
  state: ImportState,
): Promise<ImportView> {
  await setImportState(sql, id, state);
  return found(await readImport(sql, caller, id), 'import');
}

/** Waits for the chunk under way. */
async function lockedImport(sql: Queries, caller: Caller, id: string): Promise<ImportView> {
  await sql`select 1 from imports i where id = ${id} and ${visibleImports(sql, caller)} for update`;
  return found(await readImport(sql, caller, id), 'import');
}

function requireState(view: ImportView, states: readonly ImportState[], word: string): void {
  if (states.includes(view.state)) return;
  throw new Problem('IMPORT_STATE', {
    detail: `The import is ${view.state}, so it cannot be ${word}.`,
    members: { import: view },
  });
}
