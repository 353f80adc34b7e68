import type { Command } from './commands.schema.ts';
import { refusal, type Refusal } from './refusals.ts';
import type { CollaborationState, Thing } from './state.schema.ts';

/**
 * The refusal of a command whose caller saw an older value of the thing it changes (If-Match). Different things
 * never conflict; payments, content, notes and snoozes never do.
 */
export function conflictOf(state: CollaborationState, command: Command): Refusal | null {
  const seen = command.expectedVersion;
  if (seen === undefined) return null;
  if (seen > state.version) {
    return refusal(
      'VERSION_CONFLICT',
      `Version ${seen} does not exist: the newest is ${state.version}.`,
    );
  }
  for (const thing of thingsOf(command)) {
    const seq = state.touched[thing] ?? 1;
    if (seq > seen) {
      const name = thing.replace('terms.', '');
      return refusal('VERSION_CONFLICT', `Event ${seq} changed the ${name} after version ${seen}.`);
    }
  }
  return null;
}

/** The things that a command may change, as far as they can conflict. */
export function thingsOf(command: Command): readonly Thing[] {
  switch (command.name) {
    case 'changeStatus':
      return ['status'];
    case 'updateDelivery':
      return ['delivery'];
    case 'assignOwner':
      return ['owner'];
    case 'editTerms': {
      const { deliverables, compensation, timeline, conditions, shipsProduct } = command.body;
      const things: Thing[] = [];
      if (deliverables !== undefined) things.push('terms.deliverables');
      if (compensation !== undefined) things.push('terms.compensation');
      if (timeline !== undefined) things.push('terms.timeline');
      if (conditions !== undefined) things.push('terms.conditions');
      if (shipsProduct !== undefined) things.push('delivery');
      return things;
    }
    case 'create':
    case 'recordPayment':
    case 'deliverContent':
    case 'reviewContent':
    case 'addNote':
    case 'snoozeReminder':
    case 'sendReminder':
    case 'undo':
      return [];
    default:
      return command satisfies never;
  }
}
