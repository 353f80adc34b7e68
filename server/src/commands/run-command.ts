import type { Caller } from '../auth/caller.ts';
import { nudge } from '../recovery/drain.ts';
import { accept, type Asked } from '@parley/workflows/commands/accept';
import { answerOf, lost } from './answer.ts';
import { awaitOutcome } from './await-outcome.ts';
import { carryOut } from '@parley/workflows/commands/carry-out';
import type { PathDeps } from '@parley/workflows/commands/path';
import type { RequestKey } from '@parley/workflows/commands/request-key';
import { release } from '@parley/workflows/commands/release';
import { forgetKey, readUsedKey } from './request-keys.ts';
import type { Sending } from '@parley/workflows/commands/send';
import {
  readCommandState,
  type CommandState,
  type StoredCommand,
} from '@parley/workflows/commands/stored-command';

/** The API's own limit: what is not decided after it is answered 202. */
export const LIMIT_MS = 5_000;

export interface Request {
  readonly caller: Caller;
  readonly asked: Asked;
  readonly sending: Sending;
}

/** Stores a change, sees it through, and answers what became of it. */
export async function runCommand(
  deps: PathDeps,
  { caller, asked, sending }: Request,
): Promise<Response> {
  const accepted = await accept(deps.sql, asked);
  if (accepted.kind === 'repeated') return await repeatedOrAgain(deps, { caller, asked, sending });
  const { command, mustWait, isRefused } = accepted;
  if (isRefused) return await answerStored(deps, caller, command.id, sending.deadline);
  if (mustWait) {
    // Older changes of this collaboration were left behind: they go first, then this one, in one line.
    nudge(deps, command.collaborationId);
    return await answerStored(deps, caller, command.id, sending.deadline);
  }
  const done = await carryOut(deps, command, sending);
  if (done.kind === 'decided') {
    const { state, event, outcome } = done;
    return await answerOf(deps.sql, caller, stateOf(command, outcome), { state, event });
  }
  await release(deps.sql, command.id);
  return await answerStored(deps, caller, command.id, 0);
}

/** The same request came between: it was new when its key was looked up. */
async function repeatedOrAgain(deps: PathDeps, request: Request): Promise<Response> {
  const answer = await answerRepeated(
    deps,
    request.caller,
    request.asked.key,
    request.sending.deadline,
  );
  return answer ?? (await runCommand(deps, request));
}

/**
 * The answer to a key that was sent before: the first answer again, once there is one. Null where the key is new,
 * or its first answer is one that is not kept. 409 where it came with another route or body.
 */
export async function answerRepeated(
  deps: PathDeps,
  caller: Caller,
  key: RequestKey | null,
  deadline: number,
): Promise<Response | null> {
  const used = await readUsedKey(deps.sql, key);
  if (!used?.command_id || key === null) return null;
  const before = await readCommandState(deps.sql, used.command_id);
  if (before === null || before.outcome === 'failed') {
    await forgetKey(deps.sql, key, used.command_id);
    return null;
  }
  if (before.outcome === null) nudge(deps, before.collaborationId);
  return await answerStored(deps, caller, used.command_id, deadline);
}

async function answerStored(
  deps: PathDeps,
  caller: Caller,
  commandId: string,
  deadline: number,
): Promise<Response> {
  const state = await awaitOutcome(deps.sql, commandId, deadline);
  return state ? await answerOf(deps.sql, caller, state) : lost().response();
}

function stateOf(
  command: StoredCommand,
  outcome: Extract<Awaited<ReturnType<typeof carryOut>>, { kind: 'decided' }>['outcome'],
): CommandState {
  return {
    id: command.id,
    collaborationId: command.collaborationId,
    name: command.name,
    outcome: outcome.outcome,
    code: outcome.code ?? null,
    detail: outcome.detail ?? null,
    seq: outcome.seq ?? null,
    version: outcome.version ?? null,
  };
}
