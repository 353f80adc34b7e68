import { IMPORT_KINDS } from '@parley/domain/imports/import-fields';
import { IMPORT_STATES, ROW_OUTCOMES } from '@parley/domain/imports/import-states';
import { z } from 'zod';

/** What is wrong with a row, in the file's own lines and columns (counted from 0; null: the whole row). */
const importError = z.object({
  line: z.int(),
  column: z.int().nullable(),
  columnName: z.string().nullable(),
  message: z.string(),
});
export const importRowSchema = z.object({
  row: z.int(),
  line: z.int(),
  cells: z.array(z.string()),
  outcome: z.enum(ROW_OUTCOMES).nullable(),
  errors: z.array(importError),
  entityId: z.uuid().nullable(),
});

const count = z.int().min(0);
const instant = z.iso.datetime();
export const importSchema = z.object({
  id: z.uuid(),
  kind: z.enum(IMPORT_KINDS),
  name: z.string(),
  state: z.enum(IMPORT_STATES),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(
    z.object({ name: z.string(), field: z.string().nullable(), label: z.string().nullable() }),
  ),
  missing: z.array(z.string()),
  duplicates: z.enum(['skip', 'update']),
  createCreators: z.boolean(),
  total: count,
  invalid: count,
  existing: count,
  done: count,
  created: count,
  updated: count,
  skipped: count,
  refused: count,
  pending: count,
  failure: z.string().nullable(),
  createdBy: z.object({ id: z.uuid(), name: z.string() }),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  preview: z.array(importRowSchema),
});
