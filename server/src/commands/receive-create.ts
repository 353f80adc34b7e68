import { v7 as uuidv7 } from 'uuid';
import { createBody, type CreateBody } from '@parley/domain/commands.schema';
import { LIMITS } from '@parley/domain/limits';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { actorOf, type Caller } from '../auth/caller.ts';
import { invalid, type FieldError } from '../http/problem.ts';
import { readJson } from '../http/read-body.ts';
import { noteInLog, type RequestContext } from '../http/request-context.ts';
import { valid } from '../http/valid.ts';
import { createInput } from '@parley/workflows/commands/start-input';
import { ARCHIVED, mayWorkIn } from './change-access.ts';
import { requestKey } from './idempotency-key.ts';
import type { PathDeps } from '@parley/workflows/commands/path';
import { answerRepeated, LIMIT_MS, runCommand } from './run-command.ts';

/** A new collaboration, from the request to its answer: 201, 202, or why not. */
export async function receiveCreate(
  deps: PathDeps,
  c: RequestContext,
  caller: Caller,
): Promise<Response> {
  const deadline = Date.now() + LIMIT_MS;
  const json = await readJson(c.req.raw, LIMITS.bodyBytes);
  const key = requestKey(c, caller.accountId, json);
  const repeated = await answerRepeated(deps, caller, key, deadline);
  if (repeated) return repeated;
  const body = valid(createBody, json);
  const id = uuidv7();
  const [{ isArchived, ownerId }, start] = await Promise.all([
    resolved(deps, caller, body),
    createInput(deps, id, body.campaignId),
  ]);
  noteInLog(c, { collaborationId: id });
  const asked = {
    collaborationId: id,
    name: 'create',
    payload: { ...body, ownerId, id },
    actor: actorOf(caller),
    at: new Date().toISOString(),
    expectedVersion: null,
    batchId: null,
    key,
    refusal: isArchived ? ARCHIVED : null,
  } as const;
  const sending = { known: 0, deadline, start };
  return await runCommand(deps, { caller, asked, sending });
}

interface Resolved {
  readonly isArchived: boolean;
  readonly ownerId: string | null;
}

/** Looks up what the body names; 422 with the path of each id that names nothing the caller may use. */
async function resolved(deps: PathDeps, caller: Caller, body: CreateBody): Promise<Resolved> {
  const { campaignId, creatorId } = body;
  const named = body.ownerId === undefined ? caller.personId : body.ownerId;
  const [campaigns, creators, mayOwn] = await Promise.all([
    deps.sql<{ status: string }[]>`
      select status from campaigns where id = ${campaignId} and id in (${visibleCampaigns(deps.sql, caller)})`,
    deps.sql`select 1 from creators where id = ${creatorId} and erased_at is null`,
    named === null ? true : mayWorkIn(deps.sql, named, campaignId),
  ]);
  const errors: FieldError[] = [];
  if (!campaigns[0])
    errors.push({ path: 'campaignId', message: 'must be a campaign that you see' });
  if (creators.length === 0) errors.push({ path: 'creatorId', message: 'must be a creator' });
  if (!mayOwn && body.ownerId != null && campaigns[0]) {
    errors.push({ path: 'ownerId', message: 'must be somebody who may work in this campaign' });
  }
  if (errors.length > 0) throw invalid(errors);
  // A token whose maker left works on: what it makes is nobody's.
  return { isArchived: campaigns[0]?.status === 'Archived', ownerId: mayOwn ? named : null };
}
