import type { Command } from './commands.schema.ts';
import { conflictOf } from './conflict.ts';
import type { Decision } from './decision.ts';
import type { CollaborationEvent, EventContent } from './events.schema.ts';
import { evolve } from './evolve.ts';
import { later } from './instants.ts';
import { LIMITS } from './limits.ts';
import { updateDelivery } from './rules/delivery.ts';
import { addNote, deliverContent, recordPayment, reviewContent } from './rules/entries.ts';
import { refused, type Outcome } from './rules/outcome.ts';
import { assignOwner, sendReminder, snoozeReminder } from './rules/people.ts';
import { changeStatus } from './rules/status.ts';
import { editTerms, firstTerms } from './rules/terms.ts';
import { undo } from './rules/undo.ts';
import { exceedsBytes } from './size.ts';
import type { CollaborationState } from './state.schema.ts';

/**
 * What becomes of a command: exactly one event, nothing to do, or a refusal; nothing is thrown. The event takes
 * the command's time, but never before the event ahead of it. Safe to repeat: the same arguments, the same answer.
 */
export function decide(state: CollaborationState | null, command: Command): Decision {
  if (command.name === 'create') return state ? refused('ALREADY_EXISTS') : create(command);
  if (state === null) return refused('NOT_CREATED');
  const conflict = conflictOf(state, command);
  if (conflict) return { kind: 'refused', refusal: conflict };
  const at = later(command.at, state.lastEventAt);
  const outcome = ruleFor(state, command, at);
  if (outcome.kind !== 'event') return outcome;
  return fitting(state, eventOf(command, state.version + 1, at, outcome.content));
}

type CreateCommand = Extract<Command, { name: 'create' }>;

function create(command: CreateCommand): Decision {
  const { id, campaignId, creatorId, ownerId = null, shipsProduct = false } = command.body;
  const terms = firstTerms(command.body, command.commandId);
  if (!terms.ok) return { kind: 'refused', refusal: terms.refusal };
  const data = { id, campaignId, creatorId, ownerId, terms: terms.value, shipsProduct };
  return fitting(null, eventOf(command, 1, command.at, { type: 'Created', data }));
}

function ruleFor(
  state: CollaborationState,
  command: Exclude<Command, CreateCommand>,
  at: string,
): Outcome {
  switch (command.name) {
    case 'changeStatus':
      return changeStatus(state, command.body);
    case 'recordPayment':
      return recordPayment(state, command.body);
    case 'deliverContent':
      return deliverContent(state, command.body);
    case 'reviewContent':
      return reviewContent(state, command.body);
    case 'addNote':
      return addNote(command.body);
    case 'updateDelivery':
      return updateDelivery(state, command.body);
    case 'editTerms':
      return editTerms(state, command.body, command.commandId);
    case 'assignOwner':
      return assignOwner(state, command.body);
    case 'snoozeReminder':
      return snoozeReminder(state, command.body, at);
    case 'sendReminder':
      return sendReminder(state, command.body);
    case 'undo':
      return undo(state, command.body.seq);
    default:
      return command satisfies never;
  }
}

function eventOf(
  command: Command,
  seq: number,
  at: string,
  content: EventContent,
): CollaborationEvent {
  const { commandId, actor, batchId } = command;
  return { seq, at, actor, commandId, ...(batchId === undefined ? {} : { batchId }), ...content };
}

/** Refuses what would make the state larger than a workflow may carry. */
function fitting(state: CollaborationState | null, event: CollaborationEvent): Decision {
  const next = evolve(state, event);
  if (exceedsBytes(next, LIMITS.stateBytes)) return refused('TOO_LARGE');
  return { kind: 'event', event };
}
