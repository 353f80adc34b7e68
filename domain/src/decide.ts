import type { Command } from './commands.schema.ts';
import type { Decision } from './decision.ts';
import type { CollaborationState } from './state.schema.ts';

export function decide(state: CollaborationState | null, command: Command): Decision {
  throw new Error(`not written yet ${state?.id ?? ''} ${command.name}`);
}
