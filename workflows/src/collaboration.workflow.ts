import { CHANGE_NAMES } from '@parley/domain/commands.schema';
import type { UpdateAnswer } from '@parley/domain/wire.schema';
import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  log,
  setDefaultSignalHandler,
  setHandler,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { carriedSchema, type CollaborationInput } from './collaboration/carried.schema.ts';
import { Collaboration, WORKFLOW_REFUSALS, type Channel } from './collaboration/collaboration.ts';
import { madeId } from './collaboration/made-id.ts';
import type { MessageName } from './collaboration/read-message.ts';
import { MEANING, signals, stateQuery, updates } from './messages.ts';
import { asked } from './workflow/asked-activities.ts';
import { inBackground } from './workflow/background.ts';
import { Lifetime } from './workflow/lifetime.ts';
import { projectOwn } from './workflow/projecting.ts';
import { Reminding } from './workflow/reminding.ts';
import { Showing } from './workflow/showing.ts';

/**
 * One collaboration, from its creation to 30 days after its end. Decides every change in the order of arrival;
 * answers with what it carries, so that it can be started again from its result.
 */
export async function collaboration(input: CollaborationInput): Promise<CollaborationInput> {
  const carried = readInput(input);
  const entity = new Collaboration(carried, {
    now: Date.now,
    newId: () => madeId(uuid4(), Date.now()),
  });
  const lifetime = new Lifetime(entity);
  const showing = new Showing(entity, carried.wake.shownAt);
  const reminding = new Reminding(entity, () => changed());
  const changed = () => {
    reminding.changed();
    showing.changed();
    lifetime.changed();
  };

  // Everything is registered before the first await: an update without a handler would be rejected.
  setHandler(stateQuery, () => entity.state, { description: 'The whole present state' });
  setHandler(updates.create, (...args: unknown[]) => received('create', args, 'update'));
  for (const name of CHANGE_NAMES) {
    const description = MEANING[name];
    setHandler<UpdateAnswer, unknown[], (typeof updates)[typeof name]>(
      updates[name],
      (...args: unknown[]) => received(name, args, 'update'),
      { description },
    );
    setHandler(signals[name], (...args: unknown[]) => void received(name, args, 'signal'), {
      description,
    });
  }
  setHandler(signals.settingsChanged, () => reminding.settingsChanged());
  setHandler(signals.upgrade, () => lifetime.askForNewRun());
  setDefaultSignalHandler((name, ...args) => {
    log.warn('signal refused', { name, code: 'UNKNOWN_MESSAGE' });
    entity.received += 1;
    entity.refuseBad(name, args, 'UNKNOWN_MESSAGE', WORKFLOW_REFUSALS.UNKNOWN_MESSAGE);
  });
  changed();
  inBackground(() => projectOwn(entity, changed));
  inBackground(() => reminding.run());

  await condition(() => (lifetime.isOver() || lifetime.wantsNewRun()) && allHandlersFinished());
  if (!lifetime.isOver())
    return continueAsNew<typeof collaboration>(lifetime.handedOn(showing.shownAt));
  showing.last();
  return entity.carried(showing.shownAt);

  /** Handles one message to the end, synchronously; only an ApplicationFailure leaves it, and only to an update. */
  function received(name: MessageName, args: unknown[], channel: Channel): UpdateAnswer {
    try {
      const answer = entity.receive(name, args, channel);
      if (answer.kind === 'refused' && answer.code === 'INVALID') {
        log.warn(`${channel} refused`, { name, code: answer.code, detail: answer.detail });
      }
      return answer;
    } catch (error) {
      return failed(name, args, channel, error);
    } finally {
      changed();
    }
  }

  function failed(
    name: MessageName,
    args: unknown[],
    channel: Channel,
    error: unknown,
  ): UpdateAnswer {
    const detail =
      error instanceof Error
        ? `${error.name}: ${error.message}`
        : 'Something that is no error was thrown.';
    log.error(`${channel} failed`, { name, detail });
    entity.recordFailure(name, args, detail);
    inBackground(() =>
      asked.raiseAlarm({ kind: 'HANDLER_FAILED', collaborationId: entity.id, detail }),
    );
    if (channel === 'update')
      throw ApplicationFailure.nonRetryable('The change failed.', 'HANDLER_FAILED');
    return { kind: 'behind', version: entity.version };
  }
}

function readInput(input: unknown): CollaborationInput {
  const parsed = carriedSchema.safeParse(input);
  if (!parsed.success) {
    throw ApplicationFailure.nonRetryable(
      'The input is not a collaboration: start it through the API.',
      'INVALID_INPUT',
    );
  }
  if (workflowInfo().workflowId !== `collaboration/${parsed.data.collaborationId}`) {
    throw ApplicationFailure.nonRetryable(
      'The input is of another collaboration than the id.',
      'INVALID_INPUT',
    );
  }
  return parsed.data;
}
