import { importFields, missingFields } from '@parley/domain/imports/import-fields';
import type { ImportRowView, ImportView } from '@parley/domain/imports/import-view';
import { type Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import { IMPORT_KINDS } from '@parley/domain/imports/import-fields';
import { IMPORT_STATES, ROW_OUTCOMES } from '@parley/domain/imports/import-states';
import { seesAll } from '../access/reader.ts';
import type { Caller } from '../auth/caller.ts';

/** Rows that an import which has not begun shows of its file. */
const PREVIEWED = 10;

const instant = z.date().transform((at) => at.toISOString());
const importRow = z.object({
  id: z.uuid(),
  kind: z.enum(IMPORT_KINDS),
  name: z.string(),
  state: z.enum(IMPORT_STATES),
  encoding: z.string(),
  delimiter: z.string(),
  headers: z.array(z.string()),
  mapping: z.array(z.string().nullable()),
  duplicates: z.enum(['skip', 'update']),
  createCreators: z.boolean(),
  total: z.int(),
  invalid: z.int(),
  existing: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  refused: z.int(),
  failure: z.string().nullable(),
  createdBy: z.object({ id: z.uuid(), name: z.string() }),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
const errors = z.array(z.object({ column: z.int().nullable(), message: z.string() }));
const fileRow = z.object({
  row: z.int(),
  line: z.int(),
  cells: z.array(z.string()),
  outcome: z.enum(ROW_OUTCOMES).nullable(),
  errors: errors.nullable(),
  entityId: z.uuid().nullable(),
});

/** Which imports a caller sees: their own, owners and admins all, as SQL for `where`. */
export function visibleImports(
  sql: Queries,
  caller: Pick<Caller, 'role' | 'personId'>,
): postgres.Fragment {
  return seesAll(caller) ? sql`true` : sql`i.person_id = ${caller.personId}::uuid`;
}

/** Imports by newest, of `where`; each with its first rows while it has not begun. */
export async function readImports(sql: Queries, where: postgres.Fragment): Promise<ImportView[]> {
  const rows = await sql`
    select i.id, i.kind, i.name, i.state, i.encoding, i.delimiter, i.headers, i.mapping, i.duplicates,
      i.creates_creators as "createCreators", i.total, i.invalid, i.existing, i.created, i.updated, i.skipped,
      i.refused, i.failure, jsonb_build_object('id', p.id, 'name', p.name) as "createdBy",
      i.created_at as "createdAt", i.started_at as "startedAt", i.finished_at as "finishedAt"
    from imports i join people p on p.id = i.person_id
    where ${where} order by i.created_at desc, i.id desc limit 1000`;
  return rows.map((row) => viewOf(importRow.parse(row)));
}

/** One import with its first rows, as `GET /api/imports/:id` answers it; null where the caller sees none. */
export async function readImport(
  sql: Queries,
  caller: Pick<Caller, 'role' | 'personId'>,
  id: string,
): Promise<ImportView | null> {
  const [view] = await readImports(sql, sql`i.id = ${id} and ${visibleImports(sql, caller)}`);
  if (!view) return null;
  if (view.state !== 'ready') return view;
  const preview = await readRows(sql, view, sql`true`, { after: 0, limit: PREVIEWED });
  return { ...view, preview };
}

function viewOf({ headers, mapping, ...row }: z.infer<typeof importRow>): ImportView {
  const labels = new Map(importFields(row.kind).map(({ field, label }) => [field, label]));
  const columns = headers.map((name, index) => {
    const field = mapping[index] ?? null;
    return { name, field, label: field === null ? null : (labels.get(field) ?? field) };
  });
  const done = row.created + row.updated + row.skipped + row.refused;
  const missing = missingFields(row.kind, mapping);
  return { ...row, columns, missing, done, pending: row.total - done, preview: [] };
}

/** Rows of a file of `where`, behind one, in its order. */
export async function readRows(
  sql: Queries,
  { id, columns }: Pick<ImportView, 'id' | 'columns'>,
  where: postgres.Fragment,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ImportRowView[]> {
  const rows = await sql`
    select row, line, cells, outcome, errors, entity_id as "entityId" from import_rows
    where import_id = ${id} and row > ${after} and ${where} order by row limit ${limit}`;
  return rows.map((found) => {
    const { errors: wrong, ...row } = fileRow.parse(found);
    const named = (wrong ?? []).map(({ column, message }) => ({
      ...{ line: row.line, column, message },
      columnName: column === null ? null : (columns[column]?.name ?? null),
    }));
    return { ...row, errors: named };
  });
}
