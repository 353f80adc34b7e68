import type { CollaborationEvent } from '@parley/domain/events.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { UpdateAnswer } from '@parley/domain/wire.schema';
import { project, type CommandOutcome } from '../projection/project.ts';
import { settle } from '../projection/store-outcomes.ts';
import { raiseAlarm } from './alarm.ts';
import { restartFromRow } from './restart.ts';
import { startInput } from './start-input.ts';
import { isBehind, rowVersion } from './workflow-version.ts';
import type { PathDeps } from './path.ts';
import { releasePair } from './release.ts';
import { send, type Sending } from './send.ts';
import type { StoredCommand } from './stored-command.ts';
import { isTemporalError } from './temporal-errors.ts';

export type CarriedOut =
  /** Decided, stored and readable. `state` is the row's, which may be newer than this change. */
  | {
      readonly kind: 'decided';
      readonly outcome: CommandOutcome;
      readonly state: CollaborationState | null;
      /** The event that this change made, where the answer carried it. */
      readonly event: CollaborationEvent | null;
    }
  /** Not known to be decided: the sweeper goes on. */
  | { readonly kind: 'pending' };

/** Rounds of repair (a gap, a workflow that is behind, one that ended) before the sweeper is left with it. */
const ROUNDS = 6;
const PENDING = { kind: 'pending' } as const;
type Decided = Extract<UpdateAnswer, { kind: 'applied' | 'refused' }>;

/**
 * Sends a stored change to its workflow, projects the answer, and repairs what stands in the way. Safe to repeat.
 * Throws what Postgres throws; the change then stays stored and gets its outcome later.
 */
export async function carryOut(
  deps: PathDeps,
  command: StoredCommand,
  first: Sending,
): Promise<CarriedOut> {
  let sending = first;
  for (let round = 0; round < ROUNDS && Date.now() < sending.deadline; round += 1) {
    const sent = await send(deps, command, sending);
    switch (sent.kind) {
      case 'unknown':
        return PENDING;
      case 'failed':
        return await failed(deps, command, sent.error);
      case 'not-found':
      case 'behind': {
        const repaired = await repair(deps, command, sending, sent.kind);
        if (repaired === null) return PENDING;
        sending = repaired;
        break;
      }
      case 'applied':
      case 'refused': {
        const done = await projected(deps, command, sent);
        if (done.kind !== 'gap') return done;
        sending = { ...sending, known: done.rowVersion };
        break;
      }
      default:
        sent satisfies never;
    }
  }
  return PENDING;
}

/** What to send next after a workflow was missing or had lost history; null while Temporal does not let us know. */
async function repair(
  deps: PathDeps,
  { collaborationId }: StoredCommand,
  sending: Sending,
  trouble: 'not-found' | 'behind',
): Promise<Sending | null> {
  try {
    return await deps.temporal.withDeadline(sending.deadline, async () => {
      if (trouble === 'not-found')
        return { ...sending, start: await startInput(deps, collaborationId) };
      await restartFromRow(deps, collaborationId, (sql) => isBehind(deps, sql, collaborationId));
      return { ...sending, known: await rowVersion(deps.sql, collaborationId) };
    });
  } catch (error) {
    if (!isTemporalError(error)) throw error;
    deps.log.warn(
      { err: error, collaborationId, trouble },
      'A workflow could not be started again',
    );
    return null;
  }
}

type Projected = CarriedOut | { readonly kind: 'gap'; readonly rowVersion: number };

async function projected(
  deps: PathDeps,
  command: StoredCommand,
  answer: Decided,
): Promise<Projected> {
  const { collaborationId } = command;
  const outcome = outcomeOf(command.id, answer);
  const { events, version, stateHash } = answer;
  const outcomes = outcome ? [outcome] : [];
  const result = await project(deps.sql, { collaborationId, events, version, stateHash, outcomes });
  if (result.kind === 'diverged') {
    await raiseAlarm(deps, 'DIVERGED', collaborationId, {
      rowVersion: result.rowVersion,
      detail: result.detail,
    });
    return PENDING;
  }
  if (result.kind === 'gap') return result;
  // What filled the workflow's outbox is stored now: there is room for this change.
  if (!outcome) return { kind: 'gap', rowVersion: result.version };
  if (command.name === 'create' && result.version === 0)
    await releasePair(deps.sql, collaborationId);
  const event = events.find((one) => one.commandId === command.id) ?? null;
  return { kind: 'decided', outcome, state: result.state, event };
}

/** Null where the workflow asks to be sent the same again once its earlier events are stored. */
export function outcomeOf(commandId: string, answer: Decided): CommandOutcome | null {
  const { version } = answer;
  if (answer.kind === 'refused') {
    if (answer.code === 'PROJECTION_BEHIND') return null;
    return { commandId, outcome: 'refused', code: answer.code, detail: answer.detail, version };
  }
  if (answer.seq === null) return { commandId, outcome: 'unchanged', version };
  return { commandId, outcome: 'applied', seq: answer.seq, version: answer.seq };
}

async function failed(deps: PathDeps, command: StoredCommand, error: unknown): Promise<CarriedOut> {
  const outcome = { commandId: command.id, outcome: 'failed', code: 'CHANGE_FAILED' } as const;
  await settle(deps.sql, [outcome]);
  deps.log.error({ err: error, commandId: command.id }, 'The workflow failed on a change');
  await raiseAlarm(deps, 'UPDATE_FAILED', command.collaborationId, {
    commandId: command.id,
    name: command.name,
  });
  if (command.name === 'create') await releasePair(deps.sql, command.collaborationId);
  return { kind: 'decided', outcome, state: null, event: null };
}
