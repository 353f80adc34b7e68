import type { CommandContent } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { evolve } from '@parley/domain/evolve';
import { hashOf } from '@parley/domain/hash';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { Projection } from '@parley/workflows/projection/project';
import { v7 as uuidv7 } from 'uuid';
import { addCampaign, addCreator, type World } from '../read/world.ts';

/** What the rules make of commands, with the state after each event. */
export interface Life {
  readonly id: string;
  readonly events: readonly CollaborationEvent[];
  readonly states: readonly CollaborationState[];
}

/** A collaboration as only a workflow knows it: nothing of it is stored but what it points to. */
export async function makeLife(world: World, contents: readonly CommandContent[]): Promise<Life> {
  const [campaignId, creatorId] = [await addCampaign(world), await addCreator(world)];
  return live(campaignId, creatorId, contents);
}

export function live(
  campaignId: string,
  creatorId: string,
  contents: readonly CommandContent[],
): Life {
  const id = uuidv7();
  const events: CollaborationEvent[] = [];
  const states: CollaborationState[] = [];
  for (const content of [
    { name: 'create', body: { id, campaignId, creatorId } } as const,
    ...contents,
  ]) {
    const frame = {
      commandId: uuidv7(),
      actor: { kind: 'operator', id: null },
      at: new Date().toISOString(),
    } as const;
    const decision = decide(states.at(-1) ?? null, { ...content, ...frame });
    if (decision.kind !== 'event') continue;
    events.push(decision.event);
    states.push(evolve(states.at(-1) ?? null, decision.event));
  }
  return { id, events, states };
}

/** What a workflow answers whose caller knows version `known`, when it stands at `version`. */
export function answer(life: Life, known: number, version = life.events.length): Projection {
  return {
    collaborationId: life.id,
    events: life.events.slice(known, version),
    version,
    stateHash: hashOf(life.states[version - 1] ?? null),
    outcomes: [],
  };
}

export const note = (text: string): CommandContent => ({ name: 'addNote', body: { text } });
