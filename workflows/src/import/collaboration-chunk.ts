import type { Role } from '@parley/domain/view';
import type { PathDeps } from '../commands/path.ts';
import type { Queries } from '../projection/postgres.ts';
import { announceAll } from '../projection/store-changes.ts';
import { actingRole } from './acting-role.ts';
import { begunRows, inAllTheSame } from './begun-rows.ts';
import { decideCollaborations, type ReadyCollaboration } from './decide-collaborations.ts';
import type { ImportJob, PendingRow } from './import-row.ts';
import { holdRows, lockImport, nextRows, storeResults } from './import-store.ts';
import { makeCollaborations } from './make-collaborations.ts';
import { endImport, type ImportStep, readyJob } from './ready-job.ts';
import { storeCreators } from './store-creators.ts';

const ROWS = 64;

/** Some rows are not decided: Temporal is slow or away. The activity is tried again, and finds them as they are. */
class NotDecided extends Error {}

/**
 * Imports the next rows of a file of collaborations, each through its workflow. Ids are derived from import and row,
 * so after a crash the same rows are the same changes.
 */
export async function collaborationChunk(deps: PathDeps, importId: string): Promise<ImportStep> {
  const begun = await deps.sql.begin((transaction) => begin(transaction, importId));
  if ('step' in begun) return begun.step;
  const { job, ready } = begun;
  const results = await makeCollaborations(deps, job, ready);
  await deps.sql.begin((transaction) => storeResults(transaction, importId, results));
  if (results.length < ready.length)
    throw new NotDecided(`${ready.length - results.length} collaborations are not decided yet`);
  return 'more';
}

type Begun =
  | { readonly job: ImportJob; readonly ready: readonly ReadyCollaboration[] }
  | { readonly step: ImportStep };

/** Decides the next rows, stores the creators they bring, and settles those that cannot be made. */
async function begin(sql: Queries, importId: string): Promise<Begun> {
  const locked = await lockImport(sql, importId);
  if (locked === null) return { step: 'over' };
  const next = await nextRows(sql, importId, ROWS);
  const begun = await begunRows(sql, locked, next);
  if (begun.length > 0) return await goOn(sql, locked, begun);
  const readiness = await readyJob(sql, importId);
  if ('step' in readiness) return readiness;
  const { job, role } = readiness;
  if (next.length === 0) {
    await endImport(sql, job, 'completed');
    return { step: 'over' };
  }
  const { ready, refused, drafts } = await decided(sql, job, role, next);
  await storeCreators(sql, drafts, importId);
  await holdRows(sql, importId, next);
  await storeResults(sql, importId, refused);
  await announceAll(
    sql,
    'creator',
    drafts.map(({ id }) => id),
  );
  return { job, ready };
}

/** Finishes what a crash left half done, also of an import that was paused or cancelled since. */
async function goOn(sql: Queries, job: ImportJob, rows: readonly PendingRow[]): Promise<Begun> {
  const role = (await actingRole(sql, job)) ?? 'guest';
  const { ready, refused } = await decided(sql, job, role, rows);
  await storeResults(
    sql,
    job.id,
    refused.map((result) => inAllTheSame(job, result)),
  );
  return { job, ready };
}

function decided(sql: Queries, job: ImportJob, role: Role, rows: readonly PendingRow[]) {
  return decideCollaborations(sql, job, { role, personId: job.personId }, rows);
}
