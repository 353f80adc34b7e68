import { postgresCode, type Queries, type Sql } from './postgres.ts';
import { fold } from './fold.ts';
import { loadRows } from './load-rows.ts';
import type { Projection, ProjectionResult } from './projection.ts';
import { store, type StoredProjection } from './store.ts';

export type { CommandOutcome, CommandRecord, Projection, ProjectionResult } from './projection.ts';

/** unique_violation (two at once made the row), serialization_failure, deadlock_detected */
const AGAIN = new Set(['23505', '40001', '40P01']);
const ATTEMPTS = 4;

/**
 * Makes a workflow's answer readable in one transaction: events, row, outcomes, change feed. Safe to repeat and to
 * run from several places at once. Throws only what the database throws.
 */
export async function project(sql: Sql, projection: Projection): Promise<ProjectionResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sql.begin((transaction) => projectWithin(transaction, projection));
    } catch (error) {
      if (attempt >= ATTEMPTS || !AGAIN.has(postgresCode(error))) throw error;
    }
  }
}

/** The same inside the caller's transaction. */
export async function projectWithin(
  sql: Queries,
  projection: Projection,
): Promise<ProjectionResult> {
  const [result] = await projectAll(sql, [projection]);
  if (!result) throw new Error('A projection was answered by nothing.');
  return result;
}

/**
 * Makes the answers of many workflows readable within the caller's transaction, at most one of each collaboration;
 * of a gap or a divergence nothing is written. Its last statement takes the lock of the change feed.
 * @returns one result for each projection, in their order
 */
export async function projectAll(
  sql: Queries,
  projections: readonly Projection[],
): Promise<ProjectionResult[]> {
  const before = await loadRows(sql, projections);
  const stored: StoredProjection[] = [];
  const results = before.map((row, index): ProjectionResult => {
    const projection = projections[index];
    if (!projection) throw new Error('A row was loaded for nothing.');
    const folded = fold(row, projection);
    if (folded.kind !== 'folded') return folded;
    stored.push({ projection, before: row, ...folded });
    return { kind: 'stored', version: folded.version, state: folded.state };
  });
  await store(sql, stored);
  return results;
}
