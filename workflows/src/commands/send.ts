import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { updateAnswer, type UpdateAnswer } from '@parley/domain/wire.schema';
import type { CollaborationInput } from '../collaboration/carried.schema.ts';
import { collaborationStartOptions } from '../start-options.ts';
import { workflowIdOf, WORKFLOW_TYPE } from '../task-queue.ts';
import { throughGate } from './gate.ts';
import type { PathDeps } from './path.ts';
import type { StoredCommand } from './stored-command.ts';
import { meaningOf } from './temporal-errors.ts';

export type Sent =
  | UpdateAnswer
  /** It may or may not have been decided: sent again later with the same id, it gets the same answer. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-found' }
  /** The workflow's code failed on it: a bug. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** Pauses before the same id is sent again, in milliseconds. */
const PAUSES = [50, 250, 750];

export interface Sending {
  /** Version of the row that this caller has read; 0 where there is none. */
  readonly known: number;
  /** Milliseconds since 1970 after which the answer is `unknown`. */
  readonly deadline: number;
  /** Starts the workflow with this input where none runs. */
  readonly start?: CollaborationInput;
}

/** Sends one change as an Update whose id is the command's. Safe to repeat. Throws nothing of Temporal's. */
export async function send(
  deps: PathDeps,
  command: StoredCommand,
  sending: Sending,
): Promise<Sent> {
  for (let attempt = 0; ; attempt += 1) {
    const sent = await throughGate(command.collaborationId, sending.deadline, () =>
      once(deps, command, sending),
    );
    if (sent === null) return { kind: 'unknown' };
    if (sent !== 'again') return sent;
    const pause = PAUSES[attempt];
    if (pause === undefined || Date.now() + pause > sending.deadline) return { kind: 'unknown' };
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function once(
  deps: PathDeps,
  command: StoredCommand,
  sending: Sending,
): Promise<Sent | 'again'> {
  try {
    return updateAnswer.parse(
      await deps.temporal.withDeadline(sending.deadline, () => update(deps, command, sending)),
    );
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === 'failed') return { kind: 'failed', error };
    if (meaning === 'unknown')
      deps.log.warn({ err: error, commandId: command.id }, 'A change was not answered in time');
    return meaning === 'again' ? 'again' : { kind: meaning };
  }
}

function update(
  deps: PathDeps,
  command: StoredCommand,
  { known, start }: Sending,
): Promise<unknown> {
  const workflowId = workflowIdOf(command.collaborationId);
  const options: { args: [object]; updateId: string } = {
    args: [argumentOf(command, known)],
    updateId: command.id,
  };
  if (start === undefined) {
    return deps.temporal.workflow
      .getHandle(workflowId)
      .executeUpdate<unknown, [object]>(command.name, options);
  }
  const startWorkflowOperation = new WithStartWorkflowOperation<Workflow>(
    WORKFLOW_TYPE,
    collaborationStartOptions(start),
  );
  return deps.temporal.workflow.executeUpdateWithStart<Workflow, unknown, [object]>(command.name, {
    ...options,
    startWorkflowOperation,
  });
}

/** The one JSON argument: the body with the meta fields beside it. */
function argumentOf(command: StoredCommand, known: number): object {
  return {
    ...command.payload,
    commandId: command.id,
    actor: command.actor,
    at: command.at,
    known,
    ...(command.expectedVersion === null ? {} : { expectedVersion: command.expectedVersion }),
    ...(command.batchId === null ? {} : { batchId: command.batchId }),
  };
}
