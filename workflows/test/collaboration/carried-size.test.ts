import { expect, test } from 'vitest';
import { carriedSchema } from '../../src/collaboration/carried.schema.ts';
import { CARRY } from '../../src/collaboration/limits.ts';
import { bytesOf } from '../../src/collaboration/outbox.ts';
import { fullCollaboration } from '../env/full-collaboration.ts';

test('with every limit filled with 4-byte characters a collaboration is carried in less than 1 MB', () => {
  const carried = fullCollaboration();
  expect(bytesOf(carried.state)).toBeGreaterThan(240_000);
  expect(carried.applied).toHaveLength(CARRY.applied);
  expect(carried.refused).toHaveLength(CARRY.refused);
  expect(bytesOf([carried.outbox, carried.outboxOutcomes])).toBeGreaterThan(
    CARRY.outboxBytes * 0.9,
  );
  expect(bytesOf(carried)).toBeLessThan(1_000_000);
  expect(carriedSchema.safeParse(JSON.parse(JSON.stringify(carried))).success).toBe(true);
}, 60_000);
