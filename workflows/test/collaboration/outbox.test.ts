import { expect, test } from 'vitest';
import { Outbox } from '../../src/collaboration/outbox.ts';
import { Held } from './made.ts';

function withSignals(count: number): Held {
  const held = new Held();
  held.create();
  for (let n = 0; n < count; n += 1)
    held.entity.receive('addNote', [{ text: `note ${n}` }], 'signal');
  return held;
}

test('what was added while a parcel was under way stays', () => {
  const { entity } = withSignals(2);
  const parcel = entity.outbox.parcel();
  entity.receive('addNote', [{ text: 'meanwhile' }], 'signal');
  entity.outbox.settle(parcel, 3);
  expect(entity.outbox.parcel().events.map(({ seq }) => seq)).toEqual([4]);
  expect(entity.outbox.parcel().outcomes).toHaveLength(1);
  expect(entity.outbox.needsProjection()).toBe(true);
});

test('a parked projection is tried again only for something new, also after continue-as-new', () => {
  const held = withSignals(1);
  held.entity.outbox.park();
  expect(held.entity.outbox.needsProjection()).toBe(false);
  expect(held.entity.outbox.isParked()).toBe(true);
  const next = held.continuedAsNew();
  expect(next.entity.outbox.needsProjection()).toBe(false);
  next.entity.receive('addNote', [{ text: 'new' }], 'signal');
  expect(next.entity.outbox.needsProjection()).toBe(true);
});

test('outcomes survive when a caller confirmed their events', () => {
  const { entity } = withSignals(1);
  entity.receive('addNote', [{ text: 'x', known: 2 }], 'update');
  expect(entity.outbox.parcel().events.map(({ seq }) => seq)).toEqual([3]);
  expect(entity.outbox.parcel().outcomes).toHaveLength(1);
  expect(entity.outbox.needsProjection()).toBe(true);
});

test('an empty outbox takes an entry of any size', () => {
  const outbox = new Outbox({ outbox: [], outboxOutcomes: [], ownSeq: 0, parked: false });
  expect(outbox.hasRoomFor(1_000_000)).toBe(true);
});
