import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkBundles } from '../check/bundles.js';
import { checkSvelte } from '../check/svelte.js';
import { runTool } from '../check/tool.js';
import { installDependencies } from '../setup/dependencies.js';
import { root } from '../setup/root.js';
import { since } from '../setup/step.js';
import { StopWithLine } from '../setup/stop-with-line.js';
import { buildWeb } from '../setup/web-build.js';

const packages = ['domain', 'workflows', 'server', 'test'];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])
  process.on(signal, () => process.exit(130));

const checks = {
  formatting: () => runTool('prettier', ['--check', '--log-level', 'warn', '.']),
  lint: () => runTool('eslint', ['--max-warnings', '0', ...cacheOf('eslint'), '.']),
  ...Object.fromEntries(packages.map((name) => [`types of ${name}`, () => checkTypes(name)])),
  'types of web': checkSvelte,
  'bundle sizes': async () => {
    await buildWeb();
    return checkBundles();
  },
};

await orExit(installDependencies);
// Lint and types both need the types that SvelteKit makes of its routes.
await orExit(async () => {
  const problems = await runTool('svelte-kit', ['sync'], 'web');
  if (problems) throw new StopWithLine(problems);
});
mkdirSync(join(root, '.cache'), { recursive: true });
const wanted = process.argv.slice(2);
const failed = [];
for (const [name, check] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  if (!(await passes(name, check))) failed.push(name);
}
console.log(failed.length === 0 ? 'All checks are ok.' : `Failed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

/** Runs one check: nothing when it is fine, otherwise what to repair. */
async function passes(name, check) {
  const from = Date.now();
  const problems = await check().catch((error) => {
    if (error instanceof StopWithLine) return error.message;
    throw error;
  });
  if (problems) console.log(problems);
  console.log(`${problems ? '✗ failed' : '✓ ok    '}  ${name} (${since(from)})`);
  return !problems;
}

function checkTypes(name) {
  if (!existsSync(join(root, name, 'tsconfig.json'))) return Promise.resolve(undefined);
  const state = join(root, '.cache', `types-${name}.tsbuildinfo`);
  return runTool('tsc', ['-p', name, '--incremental', '--tsBuildInfoFile', state]);
}

function cacheOf(tool) {
  return ['--cache', '--cache-location', join('.cache', tool), '--cache-strategy', 'content'];
}

async function orExit(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StopWithLine ? error.message : error);
    process.exit(1);
  }
}
