import { CHANGE_NAMES } from '@parley/domain/commands.schema';
import type { UpdateAnswer } from '@parley/domain/wire.schema';
import { ApplicationFailure, log, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import type { Channel, Collaboration } from '../collaboration/collaboration.ts';
import type { MessageName } from '../collaboration/read-message.ts';
import { MEANING, signals, updates } from '../messages.ts';
import { asked } from './asked-activities.ts';
import { inBackground } from './background.ts';

/**
 * Registers every change as an update and as a signal. Each is handled to its end synchronously; a bad one becomes
 * a recorded refusal, and only an ApplicationFailure leaves a handler, only to an update.
 */
export function registerChanges(entity: Collaboration, changed: () => void): void {
  const update =
    (name: MessageName) =>
    (...args: unknown[]) =>
      received(entity, { name, args, channel: 'update' }, changed);
  const signal =
    (name: MessageName) =>
    (...args: unknown[]) =>
      void received(entity, { name, args, channel: 'signal' }, changed);

  setHandler(updates.create, update('create'), { description: MEANING.create });
  for (const name of CHANGE_NAMES) {
    const description = MEANING[name];
    setHandler<UpdateAnswer, unknown[], (typeof updates)[typeof name]>(
      updates[name],
      update(name),
      {
        description,
      },
    );
    setHandler(signals[name], signal(name), { description });
  }
  // Unknown updates need none: the SDK rejects them, and they leave no trace.
  setDefaultSignalHandler((name, ...args) => {
    log.warn('signal refused', { name, code: 'UNKNOWN_MESSAGE' });
    entity.refuseUnknown(name, args);
    changed();
  });
}

interface Received {
  readonly name: MessageName;
  readonly args: readonly unknown[];
  readonly channel: Channel;
}

function received(entity: Collaboration, message: Received, changed: () => void): UpdateAnswer {
  const { name, args, channel } = message;
  try {
    const answer = entity.receive(name, args, channel);
    if (answer.kind === 'refused' && answer.code === 'INVALID') {
      log.warn(`${channel} refused`, { name, code: answer.code, detail: answer.detail });
    }
    return answer;
  } catch (error) {
    return failed(entity, message, error);
  } finally {
    changed();
  }
}

/** A bug. Whoever sent an update is told, and tells; a signal has nobody. */
function failed(
  entity: Collaboration,
  { name, args, channel }: Received,
  error: unknown,
): UpdateAnswer {
  const detail =
    error instanceof Error ? `${error.name}: ${error.message}` : 'No error was thrown.';
  log.error(`${channel} failed`, { name, detail });
  if (channel === 'update')
    throw ApplicationFailure.nonRetryable('The change failed.', 'HANDLER_FAILED');
  entity.recordFailure(name, args, detail);
  inBackground(() =>
    asked.raiseAlarm({ kind: 'HANDLER_FAILED', collaborationId: entity.id, detail }),
  );
  return { kind: 'behind', version: entity.version };
}
