import { permits } from '@parley/domain/permissions';
import type { Role } from '@parley/domain/view';
import type { Queries } from '../projection/postgres.ts';
import { announce } from '../projection/store-changes.ts';
import { actingRole } from './acting-role.ts';
import type { ImportJob } from './import-row.ts';
import type { ImportState } from '@parley/domain/imports/import-states';
import { lockImport, setImportState } from './import-store.ts';

/** What an import asks of its workflow next. */
export type ImportStep = 'more' | 'paused' | 'over';

/** Up to so many rows each change is announced by itself; beyond it whoever looks reads everything anew at the end. */
export const TOLD_ONE_BY_ONE = 500;

export type Readiness =
  { readonly job: ImportJob; readonly role: Role } | { readonly step: Exclude<ImportStep, 'more'> };

/** Locks the import and says whether it goes on; one that is being cancelled, or may no longer run, ends here. */
export async function readyJob(sql: Queries, importId: string): Promise<Readiness> {
  const job = await lockImport(sql, importId);
  if (job === null) return { step: 'over' };
  switch (job.state) {
    case 'running': {
      const role = await actingRole(sql, job);
      if (role !== null && permits(role, 'import.manage')) return { job, role };
      await endImport(sql, job, 'failed', 'Whoever started it may no longer import.');
      return { step: 'over' };
    }
    case 'paused':
      return { step: 'paused' };
    case 'cancelling':
      await endImport(sql, job, 'cancelled');
      return { step: 'over' };
    default:
      return { step: 'over' };
  }
}

/** Ends it, and tells whoever looks at what it changed. Last in its transaction. */
export async function endImport(
  sql: Queries,
  job: ImportJob,
  state: ImportState,
  failure: string | null = null,
): Promise<void> {
  await setImportState(sql, job.id, state, failure);
  if (job.total > TOLD_ONE_BY_ONE && job.kind === 'creators')
    await announce(sql, { kind: 'everything', id: job.id });
}
