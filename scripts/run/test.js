import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './program.js';
import { withStores } from './stores.js';
import { figuresLine, testFigures } from './test-figures.js';

const timeoutMs = 45 * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'parley-report-'));
const reportFile = join(folder, 'report.json');
let exitCode = 1;

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
await withStores({ isDurable: false }, async (env) => {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...reporters];
  exitCode = await runScript([...vitest, ...process.argv.slice(2)], env, timeoutMs);
  if (exitCode === 124) console.log(`The tests took longer than ${timeoutMs / 60_000} min.`);
});

const figures = testFigures(readReport(), exitCode);
console.log(figuresLine(figures));
process.exit(figures.failed === 0 && figures.passed > 0 ? 0 : 1);

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return undefined;
  }
}
