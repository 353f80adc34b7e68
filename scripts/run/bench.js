import { runScript } from './program.js';
import { withStores } from './stores.js';

const timeoutMs = 2 * 60 * 60_000;

await withStores({ isDurable: true }, async (env) => {
  const args = ['test/bench/main.ts', ...process.argv.slice(2)];
  process.exitCode = await runScript(args, env, timeoutMs);
});
process.exit();
