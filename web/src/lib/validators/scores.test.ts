import { expect, test } from 'vitest';
import { scoreParts, scoresInWords } from './scores.ts';

test('a distribution starts with the strongest and leaves out what nobody got', () => {
  const counts = { 0: 1, 1: 0, 2: 2, 3: 1 };
  expect(scoreParts(counts).map(({ score, percent }) => [score, percent])).toEqual([
    [3, 25],
    [2, 50],
    [0, 25],
  ]);
  expect(scoresInWords(counts)).toBe('1 Strong match, 2 Good match, 1 No match');
  expect(scoresInWords({ 0: 0, 1: 0, 2: 0, 3: 0 })).toBe('No results');
});
