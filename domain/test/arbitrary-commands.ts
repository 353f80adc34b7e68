import fc from 'fast-check';
import type { CommandContent } from '../src/commands.schema.ts';
import { DELIVERY_STATUSES, STATUSES } from '../src/statuses.ts';
import { CREATE } from './given.ts';

const words = fc.constantFrom('Exclusive', 'Ünïcödé 🎬', 'two\nlines');
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
const seq = fc.integer({ min: 1, max: 40 });
const day = fc.constantFrom('2026-03-10', '2026-04-01', '2026-12-31');
const currency = fc.constantFrom('EUR', 'USD', 'JPY');
const person = fc.constantFrom(
  '01900000-0000-7000-8000-00000000b0b0',
  '01900000-0000-7000-8000-00000000a44a',
);

const compensation = fc.record(
  {
    amountCents: maybe(fc.integer({ min: 1, max: 1_000_000 })),
    currency: maybe(currency),
    commissionPercent: maybe(fc.constantFrom(5, 12.5)),
    product: maybe(words),
  },
  { requiredKeys: [] },
);
const deliverables = fc.array(
  fc.record({ type: words, quantity: fc.integer({ min: 1, max: 3 }), dueOn: maybe(day) }),
  { maxLength: 3 },
);

/** Any change that a parser lets through, sensible or not. */
export const anyChange: fc.Arbitrary<CommandContent> = fc.oneof(
  fc
    .record({ to: fc.constantFrom(...STATUSES), reason: maybe(words) })
    .map((body) => ({ name: 'changeStatus' as const, body })),
  fc
    .record({ amountCents: fc.integer({ min: 1, max: 9999 }), currency })
    .map((body) => ({ name: 'recordPayment' as const, body })),
  fc
    .record({ url: fc.constant('https://example.com/clip') })
    .map((body) => ({ name: 'deliverContent' as const, body })),
  fc
    .record({
      seq,
      state: fc.constantFrom('accepted' as const, 'changes asked' as const),
      note: maybe(words),
    })
    .map((body) => ({ name: 'reviewContent' as const, body })),
  fc
    .record({ text: words, contact: fc.boolean() })
    .map((body) => ({ name: 'addNote' as const, body })),
  fc
    .record({
      status: fc.constantFrom(...DELIVERY_STATUSES),
      carrier: maybe(words),
      reason: maybe(words),
    })
    .map((body) => ({ name: 'updateDelivery' as const, body })),
  fc
    .record(
      {
        deliverables: maybe(deliverables),
        compensation: maybe(compensation),
        timeline: maybe(fc.record({ startsOn: maybe(day), dueOn: maybe(day) })),
        conditions: maybe(words),
        shipsProduct: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((body) => ({ name: 'editTerms' as const, body })),
  fc.record({ ownerId: maybe(person) }).map((body) => ({ name: 'assignOwner' as const, body })),
  fc
    .constantFrom('2026-03-02T09:05:00.000Z', '2026-06-01T00:00:00.000Z')
    .map((until) => ({ name: 'snoozeReminder' as const, body: { until } })),
  fc
    .record({
      code: fc.constant('NEGOTIATION_STALLED' as const),
      number: fc.integer({ min: 1, max: 3 }),
      escalated: fc.boolean(),
    })
    .map((body) => ({ name: 'sendReminder' as const, body })),
  seq.map((value) => ({ name: 'undo' as const, body: { seq: value } })),
  fc.constant(CREATE),
);

/** Lives of collaborations: now and then a command comes before anything was created. */
export const anyLife: fc.Arbitrary<CommandContent[]> = fc.array(anyChange, { maxLength: 40 });
