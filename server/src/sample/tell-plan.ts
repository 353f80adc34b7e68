import type { Actor } from '@parley/domain/actor.schema';
import { createBody } from '@parley/domain/commands.schema';
import { hashOf } from '@parley/domain/hash';
import { parseBody } from '@parley/domain/parse-change';
import { newCollaboration } from '@parley/workflows/collaboration/carried.schema';
import type { Caller } from '../auth/caller.ts';
import type { Asked } from '@parley/workflows/commands/accept';
import type { PathDeps } from '@parley/workflows/commands/path';
import { LIMIT_MS, runCommand } from '../commands/run-command.ts';
import type { Sending } from '@parley/workflows/commands/send';
import { commandIdOf } from './sample-ids.ts';
import type { DatedChapter, Doer, Plan } from './sample-plan.ts';
import type { SamplePeople } from './sample-people.ts';

export interface Telling {
  readonly deps: PathDeps;
  readonly people: SamplePeople;
  readonly signal: AbortSignal;
}

/**
 * Makes one collaboration of the sample through the path that every change takes. Each change has an id of its own
 * that only depends on its place, so telling it again after a kill changes nothing. Throws where one is refused.
 */
export async function tellPlan(telling: Telling, plan: Plan): Promise<void> {
  await made(telling, plan, 0, {
    name: 'create',
    payload: { ...createBody.parse(withoutId(plan)), id: plan.id },
    at: plan.createdAt,
    actor: actorOf(telling.people, plan, 'team'),
  });
  for (const [index, chapter] of plan.chapters.entries()) {
    const actor = actorOf(telling.people, plan, chapter.by);
    await made(telling, plan, index + 1, { ...contentOf(chapter), at: chapter.at, actor });
  }
}

type Content = Pick<Asked, 'name' | 'payload' | 'at' | 'actor'>;

/** Sends one change until it is decided: while Temporal or the worker is still starting it stays stored. */
async function made(
  { deps, people, signal }: Telling,
  plan: Plan,
  known: number,
  content: Content,
): Promise<void> {
  const caller = sampleCaller(people);
  const key = {
    accountId: caller.accountId,
    key: commandIdOf(plan.id, known),
    route: 'SAMPLE',
    bodyHash: hashOf([content.name, content.payload]),
  };
  const asked: Asked = {
    ...content,
    collaborationId: plan.id,
    key,
    expectedVersion: null,
    batchId: null,
    refusal: null,
  };
  for (;;) {
    signal.throwIfAborted();
    const sending: Sending = { known, deadline: Date.now() + LIMIT_MS };
    const start = known === 0 ? { start: newCollaboration(plan.id) } : {};
    const answer = await runCommand(deps, { caller, asked, sending: { ...sending, ...start } });
    if (answer.status === 200 || answer.status === 201) return;
    if (answer.status !== 202)
      throw new Error(
        `The sample's ${content.name} was answered ${answer.status}: ${await answer.text()}`,
      );
  }
}

function contentOf({ name, body }: DatedChapter): Pick<Asked, 'name' | 'payload'> {
  const parsed = parseBody(name, JSON.parse(JSON.stringify(body)));
  if (!parsed.ok)
    throw new Error(`The sample's ${name} is not valid: ${JSON.stringify(parsed.issues)}`);
  return { name: parsed.content.name, payload: parsed.content.body };
}

function withoutId({ create: { id: _id, ...body } }: Plan): object {
  return body;
}

/** What a team does is done by the collaboration's owner, or by the owner of the workspace. */
function actorOf(people: SamplePeople, { create }: Plan, by: Doer): Actor {
  if (by === 'creator') return { kind: 'creator', id: create.creatorId };
  return { kind: 'member', id: by === 'team' ? (create.ownerId ?? people.owner) : people.owner };
}

function sampleCaller({ owner }: SamplePeople): Caller {
  return {
    accountId: owner,
    kind: 'member',
    personId: owner,
    role: 'owner',
    name: '',
    email: '',
    sessionId: null,
  };
}
