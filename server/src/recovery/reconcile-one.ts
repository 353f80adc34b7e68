import { v7 as uuidv7 } from 'uuid';
import { SYSTEM } from '@parley/domain/actor.schema';
import { hashOf } from '@parley/domain/hash';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import { isFinal } from '@parley/domain/statuses';
import { project } from '@parley/workflows/projection/project';
import type { PathDeps } from '@parley/workflows/commands/path';
import { send } from '@parley/workflows/commands/send';
import { raiseAlarm } from '@parley/workflows/commands/alarm';
import { restartFromRow } from '@parley/workflows/commands/restart';
import { isBehind, workflowState } from '@parley/workflows/commands/workflow-version';

/** What comparing a row with its workflow came to. */
export type Reconciled =
  | 'same'
  /** The row lacked events that the workflow still had. */
  | 'row repaired'
  /** The workflow lacked history, or was gone: it was started again from the row. */
  | 'workflow restarted'
  /** They tell different histories, or the row lacks events that nobody has: an alarm was raised. */
  | 'diverged';

const ASK_MS = 10_000;
/** The seq of no event. */
const NEVER = 2_147_483_647;

/** Compares one row with its workflow and repairs whichever is behind. Safe to repeat. Throws what Temporal throws. */
export async function reconcileOne(deps: PathDeps, collaborationId: string): Promise<Reconciled> {
  return await deps.temporal.withDeadline(Date.now() + ASK_MS, async () => {
    // The row first: a change that passes in between makes the row look behind, which is harmless to repair.
    const row = await readState(deps, collaborationId);
    if (row === null) return 'same';
    const decided = await workflowState(deps, collaborationId);
    if ((decided?.version ?? 0) < row.version) return await repairWorkflow(deps, row, decided);
    if (decided === null) return 'same';
    if (decided.version > row.version) return await repairRow(deps, row);
    if (hashOf(decided) === hashOf(row)) return 'same';
    return await alarm(deps, row, 'the same version with another state');
  });
}

async function readState(
  deps: PathDeps,
  collaborationId: string,
): Promise<CollaborationState | null> {
  const rows = await deps.sql<
    { state: unknown }[]
  >`select state from collaborations where id = ${collaborationId}`;
  return rows[0] ? stateSchema.parse(rows[0].state) : null;
}

async function repairWorkflow(
  deps: PathDeps,
  row: CollaborationState,
  decided: CollaborationState | null,
): Promise<Reconciled> {
  // A closed collaboration whose workflow has ended and is forgotten waits for nothing: a change starts it again.
  if (decided === null && isFinal(row.status)) return 'same';
  const isRestarted = await restartFromRow(deps, row.id, (sql) => isBehind(deps, sql, row.id));
  return isRestarted ? 'workflow restarted' : 'same';
}

/** Asks for what can only be refused: the answer alters nothing and carries the events that the row lacks. */
async function repairRow(deps: PathDeps, row: CollaborationState): Promise<Reconciled> {
  const question = {
    id: uuidv7(),
    collaborationId: row.id,
    name: 'undo',
    payload: { seq: NEVER },
    actor: SYSTEM,
    at: new Date().toISOString(),
    expectedVersion: null,
    batchId: null,
  } as const;
  const answer = await send(deps, question, { known: row.version, deadline: Date.now() + ASK_MS });
  if (answer.kind !== 'applied' && answer.kind !== 'refused') return 'same';
  const { events, version, stateHash } = answer;
  const result = await project(deps.sql, {
    collaborationId: row.id,
    events,
    version,
    stateHash,
    outcomes: [],
  });
  if (result.kind === 'stored') return 'row repaired';
  return await alarm(
    deps,
    row,
    result.kind === 'gap' ? 'the workflow no longer has the events' : result.detail,
  );
}

async function alarm(deps: PathDeps, row: CollaborationState, detail: string): Promise<Reconciled> {
  await raiseAlarm(deps, 'DIVERGED', row.id, { rowVersion: row.version, detail });
  return 'diverged';
}
