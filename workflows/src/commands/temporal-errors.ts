import {
  isGrpcServiceError,
  QueryNotRegisteredError,
  QueryRejectedError,
  ServiceError,
  WorkflowFailedError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import {
  ApplicationFailure,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/common';

/**
 * What an error of Temporal means for a change. unknown: it may or may not have been decided; again: send the same
 * id again, soon; not-found: no workflow runs; failed: the workflow's code is wrong, no repetition helps.
 */
export type Meaning = 'unknown' | 'again' | 'not-found' | 'failed';

/** gRPC's numbers, https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;
/** Also "unexpected workflow task failure" and, near continue-as-new, "too many updates". */
const FAILED_PRECONDITION = 9;
const ABORTED = 10;
const UNAVAILABLE = 14;
const AGAIN = new Set([RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, UNAVAILABLE]);

/** The run ended between the acceptance and the answer of the update: the next run decides it. */
const RUN_ENDED = 'AcceptedUpdateCompletedWorkflow';

/** The one table of Temporal's errors. What it does not know is `unknown`: the sweeper finds out. */
export function meaningOf(error: unknown): Meaning {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'unknown';
  if (error instanceof WorkflowNotFoundError) return 'not-found';
  if (error instanceof WorkflowUpdateFailedError) {
    return error.cause instanceof ApplicationFailure && error.cause.type === RUN_ENDED
      ? 'again'
      : 'failed';
  }
  if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) return 'unknown';
  const code = Number(error.cause.code);
  if (code === INVALID_ARGUMENT) return 'failed';
  return AGAIN.has(code) ? 'again' : 'unknown';
}

const KINDS = [
  ServiceError,
  QueryNotRegisteredError,
  QueryRejectedError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
];

/** Whether Temporal, and not Postgres or our own code, stood in the way. */
export function isTemporalError(error: unknown): boolean {
  return KINDS.some((kind) => error instanceof kind) || isGrpcServiceError(error);
}
