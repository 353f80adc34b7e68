import { serverPart, untilHealthy } from '../parts/app.js';
import { buildWeb } from '../setup/web-build.js';
import { openInstallation } from './installation.js';
import { printReady } from './ready.js';

const from = Date.now();
const installation = await openInstallation('production');
await installation.begin(async ({ supervisor, settings, prepare, startStores, startWorker }) => {
  await prepare([buildWeb]);
  const env = await startStores();
  const setUpLines = [];
  const keepSetUp = (message) => message.startsWith('Set up:') && setUpLines.push(message);
  // The worker waits for the tables that the server makes, so the two start together.
  await Promise.all([startWorker(env), supervisor.run(serverPart(env, keepSetUp))]);
  await untilHealthy(env, supervisor.signal);
  if (!supervisor.isStopping()) printReady(settings, from, setUpLines);
});
