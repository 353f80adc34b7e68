import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionOf } from '../src/attention.ts';
import type { CommandContent } from '../src/commands.schema.ts';
import { decide } from '../src/decide.ts';
import { eventSchema, type CollaborationEvent } from '../src/events.schema.ts';
import { evolve } from '../src/evolve.ts';
import { hashOf } from '../src/hash.ts';
import { stateSchema, type CollaborationState } from '../src/state.schema.ts';
import { anyLife } from './arbitrary-commands.ts';
import { command, CREATE } from './given.ts';

function live(contents: readonly CommandContent[]): {
  state: CollaborationState | null;
  events: CollaborationEvent[];
} {
  let state: CollaborationState | null = null;
  const events: CollaborationEvent[] = [];
  for (const content of contents) {
    const decision = decide(state, command(content));
    if (decision.kind !== 'event') continue;
    state = evolve(state, decision.event);
    events.push(decision.event);
  }
  return { state, events };
}
const lives = anyLife.map((rest) => [CREATE, ...rest]);
const fold = (events: readonly CollaborationEvent[]) => {
  let state: CollaborationState | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
};
const endOfDay = (day: string) => `${day}T23:00:00.000Z`;

describe('every life of a collaboration', () => {
  it('never throws, whatever is asked, also before it exists', () => {
    fc.assert(fc.property(anyLife, (contents) => void live(contents)));
  });

  it('is the fold of its events, also of events that went through JSON and other key orders', () => {
    fc.assert(
      fc.property(lives, (contents) => {
        const { state, events } = live(contents);
        const stored = events.map((event) => eventSchema.parse(JSON.parse(JSON.stringify(event))));
        expect(hashOf(fold(stored))).toBe(hashOf(state));
      }),
    );
  });

  it('numbers its versions without gap or repeat, and no time runs back', () => {
    fc.assert(
      fc.property(lives, (contents) => {
        const { state, events } = live(contents);
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
        expect(state?.version).toBe(events.length);
        const times = events.map((event) => event.at);
        expect(times).toEqual([...times].sort());
      }),
    );
  });

  it('is a state that its schema takes, with attention instants in ISO 8601', () => {
    fc.assert(
      fc.property(lives, (contents) => {
        const state = stateSchema.parse(live(contents).state);
        for (const { since } of attentionOf(state, endOfDay))
          expect(new Date(since).toISOString()).toBe(since);
      }),
    );
  });

  it('takes back what nothing touched since: all but the frame reads as before', () => {
    fc.assert(
      fc.property(lives, (contents) => {
        const { state, events } = live(contents);
        const last = events.at(-1);
        if (!state || !last || last.seq === 1) return;
        const decision = decide(state, command({ name: 'undo', body: { seq: last.seq } }));
        if (decision.kind !== 'event') return;
        const before = fold(events.slice(0, -1));
        const after = evolve(state, decision.event);
        const frame = { version: 0, updatedAt: '', lastEventAt: '', touched: {}, undo: [] };
        expect({ ...after, ...frame }).toEqual({ ...before, ...frame });
      }),
    );
  });

  it('answers the same command alike, and leaves the state that it judged alone', () => {
    fc.assert(
      fc.property(lives, (contents) => {
        const { state } = live(contents);
        const hash = hashOf(state);
        const again = command({ name: 'editTerms', body: { deliverables: [{ type: 'Reel' }] } });
        expect(decide(state, again)).toEqual(decide(state, again));
        expect(hashOf(state)).toBe(hash);
      }),
    );
  });
});
