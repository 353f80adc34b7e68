import type { ChangeName } from '@parley/domain/commands.schema';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { evolve } from '@parley/domain/evolve';
import type { CollaborationState } from '@parley/domain/state.schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Held } from './made.ts';

const BODIES: readonly (readonly [ChangeName, object])[] = [
  ['changeStatus', { to: 'Negotiating' }],
  ['changeStatus', { to: 'Fulfilling' }],
  ['changeStatus', { to: 'Cancelled', reason: 'no answer' }],
  ['addNote', { text: 'a note', contact: true }],
  ['recordPayment', { amountCents: 100, currency: 'EUR' }],
  ['editTerms', { shipsProduct: true, conditions: 'once' }],
  ['updateDelivery', { status: 'In Transit' }],
  ['deliverContent', { url: 'https://example.com/a' }],
  ['undo', { seq: 2 }],
];

const change = fc.constantFrom(...BODIES);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    change,
    isSignal: fc.boolean(),
    isNew: fc.boolean(),
  }),
  /** The caller projects: what it reads next is the workflow's version. */
  fc.record({ kind: fc.constant('read' as const) }),
  fc.record({ kind: fc.constant('continue as new' as const) }),
  fc.record({ kind: fc.constant('later' as const), ms: fc.integer({ min: -10_000, max: 10_000 }) }),
);

/** The timeline as the read model gets it: events of answers and of the outbox, each seq once. */
class Timeline {
  readonly events = new Map<number, CollaborationEvent>();

  take(events: readonly CollaborationEvent[]): void {
    for (const event of events) {
      const present = this.events.get(event.seq);
      if (present) expect(event).toEqual(present);
      this.events.set(event.seq, event);
    }
  }

  fold(): CollaborationState | null {
    const inOrder = [...this.events.values()].sort((a, b) => a.seq - b.seq);
    return inOrder.reduce<CollaborationState | null>(evolve, null);
  }
}

test('whatever comes in whatever order: no gap, no repeat, each command once, and the fold is the state', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let held = new Held();
      held.create();
      const timeline = new Timeline();
      timeline.take(held.entity.outbox.parcel().events);
      const sent: { id: string; change: (typeof BODIES)[number] }[] = [];
      let known = 0;
      for (const one of steps) {
        if (one.kind === 'later') held.now += one.ms;
        if (one.kind === 'continue as new') held = held.continuedAsNew();
        if (one.kind === 'read') known = held.entity.version;
        if (one.kind !== 'send') continue;
        const again = one.isNew ? undefined : sent.at(-1);
        const command = again ?? { id: held.newId(), change: one.change };
        if (!again) sent.push(command);
        const [name, body] = command.change;
        const meta = one.isSignal ? {} : { known };
        held.entity.receive(
          name,
          [{ ...body, commandId: command.id, ...meta }],
          one.isSignal ? 'signal' : 'update',
        );
        timeline.take(held.entity.outbox.parcel().events);
      }
      timeline.take(held.entity.outbox.parcel().events);
      const { state, version } = held.entity;
      expect([...timeline.events.keys()].sort((a, b) => a - b)).toEqual(
        Array.from({ length: version }, (_, index) => index + 1),
      );
      expect(new Set([...timeline.events.values()].map((event) => event.commandId)).size).toBe(
        version,
      );
      expect(timeline.fold()).toEqual(state);
    }),
    { numRuns: 150 },
  );
}, 60_000);
