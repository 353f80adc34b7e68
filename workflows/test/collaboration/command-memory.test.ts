import { expect, test } from 'vitest';
import { CommandMemory } from '../../src/collaboration/command-memory.ts';
import { CARRY } from '../../src/collaboration/limits.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

test('the same command is remembered with its outcome, another under its id is told apart', () => {
  const memory = new CommandMemory({ applied: [], refused: [] });
  memory.keepApplied('one', 7, HASH);
  memory.keepApplied('two', null, HASH);
  memory.keepRefused('three', 'NO_SHIPMENT', 'No product ships.', HASH);
  expect(memory.recall('one', HASH)).toEqual({ kind: 'applied', seq: 7 });
  expect(memory.recall('two', HASH)).toEqual({ kind: 'applied', seq: null });
  expect(memory.recall('three', HASH)).toEqual({
    kind: 'refused',
    code: 'NO_SHIPMENT',
    detail: 'No product ships.',
  });
  expect(memory.recall('one', OTHER)).toEqual({ kind: 'reused' });
  expect(memory.recall('three', OTHER)).toEqual({ kind: 'reused' });
  expect(memory.recall('four', HASH)).toBeNull();
});

test('a hash that was lost is not compared', () => {
  const memory = new CommandMemory({ applied: [['one', 3, '']], refused: [] });
  expect(memory.recall('one', OTHER)).toEqual({ kind: 'applied', seq: 3 });
});

test('the newest 2,000 and the newest 200 refusals are kept, also through what is carried', () => {
  const memory = new CommandMemory({ applied: [], refused: [] });
  for (let n = 1; n <= CARRY.applied + 5; n += 1) memory.keepApplied(`a${n}`, n, HASH);
  for (let n = 1; n <= CARRY.refused + 5; n += 1)
    memory.keepRefused(`r${n}`, 'TOO_MANY', 'x', HASH);
  const carried = new CommandMemory(memory.carried());
  expect(carried.carried().applied).toHaveLength(2_000);
  expect(carried.carried().refused).toHaveLength(200);
  expect(carried.recall('a5', HASH)).toBeNull();
  expect(carried.recall('a6', HASH)).toEqual({ kind: 'applied', seq: 6 });
  expect(carried.recall('a2005', HASH)).toEqual({ kind: 'applied', seq: 2005 });
  expect(carried.recall('r5', HASH)).toBeNull();
  expect(carried.recall('r205', HASH)).toMatchObject({ kind: 'refused' });
});
