/**
 * The figures of a test run, from vitest's JSON report and its exit code. What has no test to count
 * is one failure: a file that does not load, an error outside of tests, a runner that broke.
 * @param {object | undefined} report
 * @param {number} exitCode
 */
export function testFigures(report, exitCode) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const counted = report.numFailedTests + report.testResults.filter(failedWithoutTest).length;
  const isBad = exitCode !== 0 || report.success === false;
  return { passed, failed: isBad ? Math.max(counted, 1) : counted, skipped };
}

function failedWithoutTest({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}

/** The last line of `npm test`. */
export function figuresLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
