import { expect, test } from 'vitest';
import { DEFAULT_POLICY as policy } from '../../src/collaboration/policy.schema.ts';
import { settingsNow } from '../../src/worker/settings.ts';

const workingTime = {
  timeZone: 'UTC',
  workingDays: [1, 2, 3, 4, 5],
  workingHours: { from: '09:00', to: '18:00' },
};
const MONDAY_NOON = '2026-11-23T12:00:00.000Z';
const SUNDAY_NOON = '2026-11-22T12:00:00.000Z';

test('in working hours a reminder goes out', () => {
  expect(settingsNow({ policy, isResting: false, workingTime }, MONDAY_NOON)).toEqual({
    policy,
    rest: null,
  });
});

test('outside it waits for the office to open', () => {
  const rest = { until: '2026-11-23T09:00:00.000Z', because: 'working hours' };
  expect(settingsNow({ policy, isResting: false, workingTime }, SUNDAY_NOON)).toEqual({
    policy,
    rest,
  });
});

test('with the campaign it rests, and is looked at again a day later', () => {
  const rest = { until: '2026-11-24T12:00:00.000Z', because: 'campaign' };
  expect(settingsNow({ policy, isResting: true, workingTime }, MONDAY_NOON)).toEqual({
    policy,
    rest,
  });
});
