import { randomUUID } from 'node:crypto';
import { uuid } from '@parley/domain/scalars';
import { expect, test } from 'vitest';
import { madeId } from '../../src/collaboration/made-id.ts';

test('an id has the shape of a UUIDv7 and sorts by its instant', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const id = madeId(randomUUID(), now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuid.parse(id)).toBe(id);
  expect(parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(now);
  expect(madeId(randomUUID(), now + 1) > madeId(randomUUID(), now)).toBe(true);
});
