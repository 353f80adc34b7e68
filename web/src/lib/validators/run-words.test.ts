import type { RunState, ValidationRunView } from '@parley/domain/validator-view';
import { expect, test } from 'vitest';
import {
  commandsFor,
  commandWords,
  durationInWords,
  progressPercent,
  timeLeft,
} from './run-words.ts';

function runIn(state: RunState, counts: Partial<ValidationRunView> = {}): ValidationRunView {
  return {
    ...{ id: 'r', validator: { id: 'v', name: 'V' }, state, total: 10, done: 10, failed: 0 },
    ...{ cancelled: 0, pending: 0, scores: { 0: 0, 1: 0, 2: 0, 3: 10 }, ratePerMinute: 60 },
    ...{ model: null, detail: null, startedAt: '', finishedAt: null },
    by: { id: null, name: '', kind: 'member' },
    ...counts,
  };
}

test.each([
  ['running', ['pause', 'cancel']],
  ['paused', ['resume', 'cancel']],
  ['cancelling', []],
  ['completed', []],
] as const)('a run that is %s offers %j', (state, commands) => {
  expect(commandsFor(runIn(state))).toEqual(commands);
});

test('only what failed is retried', () => {
  const run = runIn('completed', { done: 7, failed: 3 });
  expect(commandsFor(run)).toEqual(['retry']);
  expect(commandWords('retry', run)).toBe('Retry 3');
});

test('progress and the time left follow what is pending', () => {
  const run = runIn('running', { done: 4, pending: 5, failed: 1, ratePerMinute: 10 });
  expect(progressPercent(run)).toBe(50);
  expect(timeLeft(run)).toBe('30 s');
  expect(timeLeft({ ...run, state: 'paused' })).toBeNull();
  expect(timeLeft({ ...run, ratePerMinute: 0 })).toBeNull();
});

test.each([
  [0, '1 s'],
  [59, '59 s'],
  [120, '2 min'],
  [3_600, '1 h'],
  [5_400, '1 h 30 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});
