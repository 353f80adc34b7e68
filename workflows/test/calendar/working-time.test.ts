import { describe, expect, test } from 'vitest';
import { shiftIntoWorkingTime, type WorkingTime } from '../../src/calendar/working-time.ts';

const VIENNA: WorkingTime = {
  timeZone: 'Europe/Vienna',
  workingDays: [1, 2, 3, 4, 5],
  workingHours: { from: '09:00', to: '18:00' },
};
const shift = (instant: string, change: Partial<WorkingTime> = {}) =>
  shiftIntoWorkingTime(instant, { ...VIENNA, ...change });

describe('in Vienna, Monday to Friday, 9 to 18', () => {
  test.each([
    ['within hours it stays', '2026-11-23T10:30:00.000Z', '2026-11-23T10:30:00.000Z'],
    ['at the first minute it stays', '2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['early in the morning waits for 9', '2026-11-23T05:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    [
      'at closing time waits for the morning',
      '2026-11-23T17:00:00.000Z',
      '2026-11-24T08:00:00.000Z',
    ],
    ['Friday evening waits for Monday', '2026-11-27T20:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    ['Saturday waits for Monday', '2026-11-28T12:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    [
      'Sunday late, already Monday there, waits for 9',
      '2026-11-29T23:30:00.000Z',
      '2026-11-30T08:00:00.000Z',
    ],
    [
      'over the end of summer time 9 is 8 UTC again',
      '2026-10-24T12:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ],
    ['over its beginning 9 is 7 UTC', '2026-03-28T12:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    ['the last Friday before summer time', '2026-03-27T04:00:00.000Z', '2026-03-27T08:00:00.000Z'],
  ])('%s', (_what, given, expected) => {
    expect(shift(given)).toBe(expected);
  });
});

describe('other weeks', () => {
  test('one working day a week', () => {
    expect(shift('2026-11-23T18:00:00.000Z', { workingDays: [1] })).toBe(
      '2026-11-30T08:00:00.000Z',
    );
  });
  test('no working day means any', () => {
    expect(shift('2026-11-28T03:00:00.000Z', { workingDays: [] })).toBe('2026-11-28T03:00:00.000Z');
  });
  test('a night shift reaches into the next day', () => {
    const night = { workingHours: { from: '22:00', to: '06:00' } };
    expect(shift('2026-11-28T02:00:00.000Z', night)).toBe('2026-11-28T02:00:00.000Z');
    expect(shift('2026-11-28T06:00:00.000Z', night)).toBe('2026-11-30T21:00:00.000Z');
  });
  test('from midnight to midnight is the whole day', () => {
    const whole = { workingHours: { from: '00:00', to: '00:00' } };
    expect(shift('2026-11-23T02:00:00.000Z', whole)).toBe('2026-11-23T02:00:00.000Z');
    expect(shift('2026-11-28T02:00:00.000Z', whole)).toBe('2026-11-29T23:00:00.000Z');
  });
});

describe('other places', () => {
  test('New York on the day its clocks go forward', () => {
    const sunday = {
      timeZone: 'America/New_York',
      workingDays: [7],
      workingHours: { from: '02:30', to: '05:00' },
    };
    // 02:30 does not exist there on 8 March 2026; the hour after the gap counts.
    expect(shift('2026-03-08T05:00:00.000Z', sunday)).toBe('2026-03-08T07:30:00.000Z');
  });
  test('a zone ahead of UTC by a quarter of an hour', () => {
    expect(shift('2026-11-23T00:00:00.000Z', { timeZone: 'Asia/Kathmandu' })).toBe(
      '2026-11-23T03:15:00.000Z',
    );
  });
  test('a zone a day ahead', () => {
    expect(shift('2026-11-29T19:30:00.000Z', { timeZone: 'Pacific/Kiritimati' })).toBe(
      '2026-11-29T19:30:00.000Z',
    );
    expect(shift('2026-11-29T18:30:00.000Z', { timeZone: 'Pacific/Kiritimati' })).toBe(
      '2026-11-29T19:00:00.000Z',
    );
  });
});
