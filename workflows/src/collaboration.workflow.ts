import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setHandler,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { carriedSchema, type CollaborationInput } from './collaboration/carried.schema.ts';
import { Collaboration } from './collaboration/collaboration.ts';
import { madeId } from './collaboration/made-id.ts';
import { MEANING, signals, stateQuery } from './messages.ts';
import { workflowIdOf } from './task-queue.ts';
import { inBackground } from './workflow/background.ts';
import { Lifetime } from './workflow/lifetime.ts';
import { projectOwn } from './workflow/projecting.ts';
import { registerChanges } from './workflow/receiving.ts';
import { Reminding } from './workflow/reminding.ts';
import { Showing } from './workflow/showing.ts';
import { tagOutcome } from './workflow/tagging.ts';

/**
 * One collaboration, from its creation to 30 days after its end. Decides every change in the order of arrival;
 * its result is what it carries, so that it can be started again from it.
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
  const changed = () => [reminding, showing, lifetime].forEach((part) => part.changed());

  // Everything is registered before the first await: an update without a handler would be rejected.
  setHandler(stateQuery, () => entity.state, { description: MEANING.state });
  setHandler(signals.settingsChanged, () => reminding.settingsChanged(), {
    description: MEANING.settingsChanged,
  });
  setHandler(signals.upgrade, () => lifetime.askForNewRun(), { description: MEANING.upgrade });
  registerChanges(entity, changed);
  changed();
  inBackground(() => projectOwn(entity, changed));
  inBackground(() => reminding.run());
  inBackground(() => tagOutcome(entity));

  await condition(() => (lifetime.isOver() || lifetime.wantsNewRun()) && allHandlersFinished());
  if (!lifetime.isOver())
    return continueAsNew<typeof collaboration>(lifetime.handedOn(showing.shownAt));
  showing.last();
  return entity.carried(showing.shownAt);
}

function readInput(input: unknown): CollaborationInput {
  const parsed = carriedSchema.safeParse(input);
  if (!parsed.success)
    throw invalid('The input is no collaboration: it is started through the API.');
  if (workflowInfo().workflowId === workflowIdOf(parsed.data.collaborationId)) return parsed.data;
  throw invalid('The input is of another collaboration than the id.');
}

function invalid(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'INVALID_INPUT');
}
