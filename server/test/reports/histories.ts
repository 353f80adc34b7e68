import type { CommandContent } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { evolve } from '@parley/domain/evolve';
import type { Actor } from '@parley/domain/actor.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import { projectWithin } from '@parley/workflows/projection/project';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { OPEN_STATUSES } from '@parley/domain/statuses';
import { anyChange } from '../../../domain/test/arbitrary-commands.ts';
import type { World } from '../read/world.ts';

/** A change and when it is asked for; one that the rules refuse leaves no trace. */
export interface Asked {
  readonly at: string;
  readonly change: CommandContent | ((state: CollaborationState) => CommandContent | null);
  readonly actor?: Actor;
  readonly batchId?: string;
}
type Pair = { readonly campaignId: string; readonly creatorId: string };
type Terms = Extract<CommandContent, { name: 'create' }>['body']['terms'];

/** Lets the rules decide, stores what happened as the product does, and answers the timeline. */
export async function happened(
  { sql }: World,
  { campaignId, creatorId, terms }: Pair & { readonly terms?: Terms },
  createdAt: string,
  changes: readonly Asked[],
): Promise<{ id: string; events: readonly CollaborationEvent[] }> {
  const id = uuidv7();
  const create: CommandContent = { name: 'create', body: { id, campaignId, creatorId, terms } };
  const events: CollaborationEvent[] = [];
  let state: CollaborationState | null = null;
  const all: readonly Asked[] = [{ at: createdAt, change: create }, ...changes];
  for (const { at, change, actor = OPERATOR, batchId } of all) {
    const content: CommandContent | null =
      typeof change !== 'function' ? change : state && change(state);
    if (content === null) continue;
    const frame = { commandId: uuidv7(), at, actor, ...(batchId ? { batchId } : {}) };
    const decision = decide(state, { ...content, ...frame });
    if (decision.kind !== 'event') continue;
    state = evolve(state, decision.event);
    events.push(decision.event);
  }
  const projection = {
    collaborationId: id,
    events,
    version: events.length,
    stateHash: null,
    outcomes: [],
  };
  await sql.begin((transaction) => projectWithin(transaction, projection));
  return { id, events };
}

const OPERATOR: Actor = { kind: 'operator', id: null };

/** Changes that name what is there: content for a deliverable, a review of it, an undo of one of the last events. */
const aimed = fc.oneof(
  fc
    .constantFrom(...OPEN_STATUSES)
    .map((to) => (): CommandContent => ({ name: 'changeStatus', body: { to } })),
  fc.constantFrom('2026-03-30', '2026-04-20').map((dueOn) => (): CommandContent => ({
    name: 'editTerms',
    body: { deliverables: [{ type: 'Reel', quantity: 2, dueOn }, { type: 'Story' }] },
  })),
  fc.nat(2).map((index) => (state: CollaborationState): CommandContent => {
    const deliverableId = state.terms.deliverables[index]?.id ?? null;
    return { name: 'deliverContent', body: { url: 'https://example.com/clip', deliverableId } };
  }),
  fc
    .constantFrom('accepted' as const, 'changes asked' as const)
    .map((verdict) => (state: CollaborationState): CommandContent | null => {
      const last = state.content.at(-1);
      return last ? { name: 'reviewContent', body: { seq: last.seq, state: verdict } } : null;
    }),
  fc.nat(2).map((back) => (state: CollaborationState): CommandContent => ({
    name: 'undo',
    body: { seq: Math.max(1, state.version - back) },
  })),
);

/** Changes in the course of days, made by several kinds of actors, some by a batch. */
export const anyHistory = (startMs: number): fc.Arbitrary<Asked[]> =>
  fc
    .array(
      fc.record({
        gapMinutes: fc.oneof(fc.nat(30), fc.nat(60 * 72)),
        change: fc.oneof({ weight: 1, arbitrary: anyChange }, { weight: 2, arbitrary: aimed }),
        actor: fc.constantFrom<Actor>(OPERATOR, { kind: 'system', id: null }),
      }),
      { maxLength: 25 },
    )
    .map((steps) => {
      let at = startMs;
      return steps.map(({ gapMinutes, ...step }) => {
        at += gapMinutes * 60_000;
        return { ...step, at: new Date(at).toISOString() };
      });
    });
