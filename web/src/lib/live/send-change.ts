import { call, get, type Answer, type Fetch } from '#lib/api/client.ts';
import type { Problem } from '#lib/api/problem.ts';
import type { CollaborationView, EventView } from '@parley/domain/view';
import type { QueuedChange } from './change.ts';
import type { SendAnswer } from './outbox.ts';
import { routeOfChange } from './routes-of-changes.ts';

interface ChangeAnswer {
  readonly collaboration: CollaborationView;
  readonly event: EventView | null;
  readonly version: number;
}
interface CommandAnswer {
  readonly state: 'pending' | 'applied' | 'unchanged' | 'refused' | 'failed';
  readonly code?: string;
  readonly detail?: string;
}

/** Sends one change; repeats are safe because its commandId is the Idempotency-Key. */
export async function sendChange(fetcher: Fetch, change: QueuedChange): Promise<SendAnswer> {
  const route = routeOfChange(change.collaborationId, change);
  const answer = await call<ChangeAnswer>(fetcher, route.method, route.path, {
    body: route.body,
    idempotencyKey: change.commandId,
    ...(change.seen === null ? {} : { ifMatch: change.seen }),
  });
  if (!answer.ok) return refusedOrUnreachable(answer.problem);
  if (answer.status === 202) return { kind: 'waiting' };
  const { collaboration, event, version } = answer.data;
  return event === null
    ? { kind: 'unchanged' }
    : { kind: 'applied', version, event, collaboration };
}

/** What became of a change that was answered 202. */
export async function askForChange(fetcher: Fetch, change: QueuedChange): Promise<SendAnswer> {
  const answer: Answer<CommandAnswer> = await get(fetcher, `/api/commands/${change.commandId}`);
  if (!answer.ok) {
    const isGone = answer.problem.status === 404;
    return isGone ? { kind: 'refused', problem: answer.problem } : { kind: 'waiting' };
  }
  // The same request again answers the outcome in full: with 200 or 409, never twice applied.
  return answer.data.state === 'pending' ? { kind: 'waiting' } : sendChange(fetcher, change);
}

const UNREACHABLE = new Set([0, 429, 502, 503, 504]);

function refusedOrUnreachable(problem: Problem): SendAnswer {
  if (problem.status === 401) return { kind: 'signed out' };
  if (UNREACHABLE.has(problem.status)) {
    const afterMs = problem.retryAfterS === null ? null : problem.retryAfterS * 1_000;
    return { kind: 'unreachable', afterMs };
  }
  return { kind: 'refused', problem };
}
