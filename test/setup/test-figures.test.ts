import { describe, expect, test } from 'vitest';
import { figuresLine, testFigures } from '../../scripts/run/test-figures.js';

const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }] };
const brokenFile = { status: 'failed', assertionResults: [] };

function report(passed: number, failed: number, testResults: object[], success = failed === 0) {
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
    success,
  };
}

describe('the last line of npm test', () => {
  test.each([
    ['all passed', report(3, 0, [passedFile]), 0, '3 passed, 0 failed'],
    ['some failed', report(3, 2, [passedFile, failedFile]), 1, '3 passed, 2 failed'],
    ['a file that does not load', report(3, 0, [passedFile, brokenFile]), 1, '3 passed, 1 failed'],
    ['failures and such a file', report(3, 1, [failedFile, brokenFile]), 1, '3 passed, 2 failed'],
    ['an error outside of tests', report(3, 0, [passedFile], false), 1, '3 passed, 1 failed'],
    ['a runner that ends badly', report(3, 0, [passedFile]), 1, '3 passed, 1 failed'],
    ['a runner that left no report', undefined, 1, '0 passed, 1 failed'],
    ['no report although it ended well', undefined, 0, '0 passed, 1 failed'],
  ])('%s', (_name, given, exitCode, line) => {
    expect(figuresLine(testFigures(given, exitCode))).toBe(line);
  });

  test('names what was skipped', () => {
    const skipping = { ...report(3, 0, [passedFile]), numPendingTests: 1, numTodoTests: 1 };
    expect(figuresLine(testFigures(skipping, 0))).toBe('3 passed, 0 failed, 2 skipped');
  });
});
