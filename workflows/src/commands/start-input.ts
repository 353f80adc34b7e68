import { WorkflowNotFoundError } from '@temporalio/common';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import { isFinal } from '@parley/domain/statuses';
import {
  carriedSchema,
  newCollaboration,
  type CollaborationInput,
} from '../collaboration/carried.schema.ts';
import { CARRY } from '../collaboration/limits.ts';
import type { Queries } from '../projection/postgres.ts';
import { workflowIdOf } from '../task-queue.ts';
import { policyNow } from './policy-now.ts';
import type { PathDeps } from './path.ts';

/**
 * What a workflow that ended or was lost starts again from: the closed run's result or the row, whichever is newer
 * (the row on a tie), with the epoch one higher. Without either it is a collaboration to be created.
 */
export async function startInput(
  deps: PathDeps,
  collaborationId: string,
): Promise<CollaborationInput> {
  const [row, result] = await Promise.all([
    inputFromRow(deps, deps.sql, collaborationId),
    resultOf(deps, collaborationId),
  ]);
  const epoch = (result?.epoch ?? row?.epoch ?? -1) + 1;
  const isRowNewer = (row?.state?.version ?? 0) >= (result?.state?.version ?? 0);
  const newer = isRowNewer ? (row ?? result) : result;
  return newer ? { ...newer, epoch } : newCollaboration(collaborationId);
}

/** What a creation starts its workflow with. */
export async function createInput(
  deps: PathDeps,
  collaborationId: string,
  campaignId: string,
): Promise<CollaborationInput> {
  return newCollaboration(collaborationId, await policyNow(deps, deps.sql, campaignId));
}

/** The row as an input, with the memory of its commands; null where there is no row. */
export async function inputFromRow(
  deps: Pick<PathDeps, 'config'>,
  sql: Queries,
  collaborationId: string,
): Promise<CollaborationInput | null> {
  const rows = await sql<
    { state: unknown }[]
  >`select state from collaborations where id = ${collaborationId}`;
  if (!rows[0]) return null;
  const state: CollaborationState = stateSchema.parse(rows[0].state);
  const [applied, refused, policy, isTagDue] = await Promise.all([
    readApplied(sql, collaborationId),
    readRefused(sql, collaborationId),
    policyNow(deps, sql, state.campaignId),
    isFinal(state.status) && isNotTagged(sql, collaborationId),
  ]);
  const input = { ...newCollaboration(collaborationId, policy), state, applied, refused };
  return isTagDue ? { ...input, isOutcomeTagDue: true } : input;
}

/** A workflow that was lost between its end and the tag of its outcome left the tag to the one that follows it. */
async function isNotTagged(sql: Queries, collaborationId: string): Promise<boolean> {
  const rows = await sql`select 1 from outcome_tags where collaboration_id = ${collaborationId}`;
  return rows.length === 0;
}

async function readApplied(
  sql: Queries,
  collaborationId: string,
): Promise<CollaborationInput['applied']> {
  const rows = await sql<{ id: string; seq: number | null; hash: string }[]>`
    select * from (
      select e.command_id as id, e.seq, coalesce(c.hash, '') as hash, e.seq as version
      from events e left join commands c on c.id = e.command_id
      where e.collaboration_id = ${collaborationId}
      union all
      select id, null, hash, coalesce(version, 0) from commands
      where collaboration_id = ${collaborationId} and outcome = 'unchanged'
      order by version desc limit ${CARRY.applied}) newest
    order by version`;
  return rows.map((row) => [row.id, row.seq, row.hash]);
}

async function readRefused(
  sql: Queries,
  collaborationId: string,
): Promise<CollaborationInput['refused']> {
  const rows = await sql<{ id: string; code: string; detail: string; hash: string }[]>`
    select id, coalesce(code, '') as code, coalesce(detail, '') as detail, hash from (
      select * from commands where collaboration_id = ${collaborationId} and outcome = 'refused'
      order by arrival desc limit ${CARRY.refused}) newest
    order by arrival`;
  return rows.map((row) => [row.id, row.code, row.detail, row.hash]);
}

/** The result of the newest run if it completed; null while one runs, when it ended otherwise, or is forgotten. */
async function resultOf(
  deps: PathDeps,
  collaborationId: string,
): Promise<CollaborationInput | null> {
  const handle = deps.temporal.workflow.getHandle(workflowIdOf(collaborationId));
  try {
    const { status } = await handle.describe();
    if (status.name !== 'COMPLETED') return null;
    const result = carriedSchema.safeParse(await handle.result());
    return result.success ? result.data : null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
