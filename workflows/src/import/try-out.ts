import { SYSTEM } from '@parley/domain/actor.schema';
import type { CommandContent } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import { evolve } from '@parley/domain/evolve';
import type { CollaborationState } from '@parley/domain/state.schema';

const FRAME = {
  commandId: '01900000-0000-7000-8000-000000000000',
  actor: SYSTEM,
  at: '2026-01-01T00:00:00.000Z',
};

/** Why the rules would refuse one of these changes, made one after the other from nothing; null: none of them. */
export function tryOut(contents: readonly CommandContent[]): string | null {
  let state: CollaborationState | null = null;
  for (const content of contents) {
    const decision = decide(state, { ...FRAME, ...content });
    if (decision.kind === 'refused') return decision.refusal.detail;
    if (decision.kind === 'event') state = evolve(state, decision.event);
  }
  return null;
}
