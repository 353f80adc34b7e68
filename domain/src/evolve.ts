import type { CollaborationEvent } from './events.schema.ts';
import type { CollaborationState } from './state.schema.ts';

export function evolve(state: CollaborationState | null, event: CollaborationEvent): CollaborationState {
  throw new Error(`not written yet ${state?.id ?? ''} ${event.type}`);
}
