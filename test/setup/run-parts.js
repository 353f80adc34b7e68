/**
 * A supervisor over small parts, for the tests to kill. Arguments: the data folder, then the parts
 * as `name:kind`; kind is `polite`, or `stubborn` (does not end when asked), or `postgres`.
 */
import { fileURLToPath } from 'node:url';
import { takeLock } from '../../scripts/parts/lock.js';
import { postgresPart } from '../../scripts/parts/postgres.js';
import { createSupervisor } from '../../scripts/parts/supervisor.js';
import { answersOk } from '../../scripts/parts/health.js';
import { makeDataDir } from '../../scripts/setup/data-dir.js';
import { freePort } from '../../scripts/setup/ports.js';
import { StopWithLine } from '../../scripts/setup/stop-with-line.js';

const [dataDir, ...wanted] = process.argv.slice(2);
makeDataDir(dataDir);
try {
  await takeLock(dataDir, console.log);
} catch (error) {
  console.error(error instanceof StopWithLine ? error.message : error);
  process.exit(1);
}
const supervisor = createSupervisor(dataDir);
const parts = [];
for (const part of wanted) {
  const [name, kind] = part.split(':');
  const description =
    kind === 'postgres' ? await postgresPart(dataDir, supervisor.say) : await smallPart(name, kind);
  parts.push(await supervisor.run(description));
  if (description.url) console.log(`url ${description.url}`);
}
process.on('SIGUSR2', () => void parts[0].renew(2000));
// Also without parts it runs until it is told to stop.
setInterval(() => {}, 60_000);
console.log('all run');

async function smallPart(name, kind) {
  const port = await freePort();
  const script = fileURLToPath(new URL('./small-part.js', import.meta.url));
  return {
    name,
    command: process.execPath,
    args: [script, String(port), kind],
    env: process.env,
    cwd: '/',
    stopSignal: 'SIGTERM',
    isHealthy: () => answersOk(`http://127.0.0.1:${port}/`),
  };
}
