import type { Change, ChangeName } from '@parley/domain/commands.schema';
import { LIMITS } from '@parley/domain/limits';
import { parseBody } from '@parley/domain/parse-change';
import { actorOf, type Caller } from '../auth/caller.ts';
import { invalid } from '../http/problem.ts';
import { readJson } from '../http/read-body.ts';
import { noteInLog, type RequestContext } from '../http/request-context.ts';
import { ARCHIVED, mayWorkIn, requireChangeable, type Changeable } from './change-access.ts';
import { requestKey } from './idempotency-key.ts';
import { expectedVersion } from './if-match.ts';
import type { PathDeps } from '@parley/workflows/commands/path';
import { answerRepeated, LIMIT_MS, runCommand } from './run-command.ts';

export interface ChangeRequest {
  readonly c: RequestContext;
  readonly caller: Caller;
  readonly collaborationId: string;
  readonly name: ChangeName;
  /** Turns the body as sent into the change's body; may answer 422. */
  readonly bodyOf?: (json: unknown) => unknown;
}

/**
 * One change of a collaboration, from the request to its answer. Order of refusals: 404, 403, 413, 415, 400, the
 * headers (422), the body (422), the key, 409.
 */
export async function receiveChange(deps: PathDeps, request: ChangeRequest): Promise<Response> {
  const { c, caller, collaborationId, name, bodyOf = (json) => json } = request;
  const deadline = Date.now() + LIMIT_MS;
  const row = await requireChangeable(deps.sql, caller, collaborationId);
  const json = await readJson(c.req.raw, LIMITS.bodyBytes);
  const key = requestKey(c, caller.accountId, json);
  const seen = expectedVersion(c);
  const change = parsed(name, bodyOf(json));
  if (change.name === 'assignOwner') {
    // Whether a person may own it can change: a key that was answered before keeps its answer.
    const repeated = await answerRepeated(deps, caller, key, deadline);
    if (repeated) return repeated;
    await requireOwner(deps, row, change.body.ownerId);
  }
  noteInLog(c, { collaborationId, change: name });
  const asked = {
    collaborationId,
    name,
    payload: change.body,
    actor: actorOf(caller),
    at: new Date().toISOString(),
    expectedVersion: seen,
    batchId: null,
    key,
    refusal: row.campaignStatus === 'Archived' ? ARCHIVED : null,
  };
  return await runCommand(deps, { caller, asked, sending: { known: row.version, deadline } });
}

function parsed(name: ChangeName, body: unknown): Change {
  const result = parseBody(name, body);
  if (!result.ok) throw invalid(result.issues);
  return result.content;
}

async function requireOwner(
  deps: PathDeps,
  row: Changeable,
  ownerId: string | null,
): Promise<void> {
  if (ownerId === null || (await mayWorkIn(deps.sql, ownerId, row.campaignId))) return;
  throw invalid([{ path: 'ownerId', message: 'must be somebody who may work in this campaign' }]);
}
