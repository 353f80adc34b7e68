import type { Queries, Sql } from './postgres.ts';
import { fold } from './fold.ts';
import { loadRow } from './load-row.ts';
import type { Projection, ProjectionResult } from './projection.ts';
import { store } from './store.ts';

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
      if (attempt >= ATTEMPTS || !AGAIN.has(codeOf(error))) throw error;
    }
  }
}

/**
 * The same inside the caller's transaction, for a batch that projects many at once: sort them by id so that locks
 * are taken in one order. Of a gap or a divergence nothing is written.
 */
export async function projectWithin(
  sql: Queries,
  projection: Projection,
): Promise<ProjectionResult> {
  const before = await loadRow(sql, projection);
  const folded = fold(before, projection);
  if (folded.kind !== 'folded') return folded;
  await store(sql, projection, before, folded);
  return { kind: 'stored', version: folded.version, state: folded.state };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
