import { expect, test } from 'vitest';
import { instantOfLocal, offsetAt } from '../../src/calendar/zone.ts';

const local = (text: string, zone: string) =>
  new Date(instantOfLocal(Date.parse(text), zone)).toISOString();

test('offsets follow the clocks of the place', () => {
  expect(offsetAt(Date.parse('2026-07-01T00:00:00Z'), 'Europe/Vienna')).toBe(7_200_000);
  expect(offsetAt(Date.parse('2026-12-01T00:00:00.123Z'), 'Europe/Vienna')).toBe(3_600_000);
  expect(offsetAt(Date.parse('2026-12-01T00:00:00Z'), 'America/New_York')).toBe(-18_000_000);
});

test('a local time that comes twice is the first of the two', () => {
  expect(local('2026-10-25T02:30:00Z', 'Europe/Vienna')).toBe('2026-10-25T00:30:00.000Z');
});

test('a local time that never comes lies after the gap', () => {
  expect(local('2026-03-29T02:30:00Z', 'Europe/Vienna')).toBe('2026-03-29T01:30:00.000Z');
});

test('midnight that is skipped begins with the first hour there is', () => {
  // Beirut goes forward at midnight.
  expect(local('2026-03-29T00:00:00Z', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z');
});
