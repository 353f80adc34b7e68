import type { Actor } from '../src/actor.schema.ts';
import type { Command, CommandContent } from '../src/commands.schema.ts';
import type { Decision } from '../src/decision.ts';
import { decide } from '../src/decide.ts';
import type { CollaborationEvent } from '../src/events.schema.ts';
import { evolve } from '../src/evolve.ts';
import type { CollaborationState } from '../src/state.schema.ts';

export const ANNA: Actor = { kind: 'member', id: '01900000-0000-7000-8000-00000000a44a' };
export const COLLABORATION = '01900000-0000-7000-8000-00000000c011';
export const CAMPAIGN = '01900000-0000-7000-8000-00000000ca3b';
export const CREATOR = '01900000-0000-7000-8000-00000000c4ea';
const START = Date.parse('2026-03-02T09:00:00.000Z');

/** The instant `minutes` after the collaboration of these tests was made. */
export function minute(minutes: number): string {
  return new Date(START + minutes * 60_000).toISOString();
}

let made = 0;
/** A command with the frame that a test does not care about. */
export function command(content: CommandContent, frame: Partial<Command> = {}): Command {
  made += 1;
  const commandId = `01900000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
  return { commandId, actor: ANNA, at: minute(made), ...frame, ...content };
}

export const CREATE: CommandContent = {
  name: 'create',
  body: { id: COLLABORATION, campaignId: CAMPAIGN, creatorId: CREATOR, ownerId: null },
};

/** The state and events after the commands; a refusal among them fails the test that gave it. */
export function given(...contents: CommandContent[]): {
  state: CollaborationState;
  events: CollaborationEvent[];
} {
  let state: CollaborationState | null = null;
  const events: CollaborationEvent[] = [];
  for (const content of contents) {
    const decision = decide(state, command(content));
    if (decision.kind === 'refused') throw new Error(`given: ${decision.refusal.code}`);
    if (decision.kind === 'unchanged') continue;
    state = evolve(state, decision.event);
    events.push(decision.event);
  }
  if (state === null) throw new Error('given: nothing was created');
  return { state, events };
}

/** The decision in short: the event's type, 'unchanged', or the refusal's code. */
export function verdict(decision: Decision): string {
  if (decision.kind === 'event') return decision.event.type;
  return decision.kind === 'refused' ? decision.refusal.code : decision.kind;
}

/** The state after one more change, which must be accepted. */
export function moved(
  state: CollaborationState,
  content: CommandContent,
  frame: Partial<Command> = {},
): CollaborationState {
  const decision = decide(state, command(content, frame));
  if (decision.kind !== 'event') throw new Error(`moved: ${verdict(decision)}`);
  return evolve(state, decision.event);
}
